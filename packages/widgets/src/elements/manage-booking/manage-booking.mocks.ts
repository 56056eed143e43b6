import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { AppointmentTime, BookingDetails } from '@botaniqal/shared/contracts/rescheduling.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { calendarScenarios, refusal } from '../combined-calendar/combined-calendar.mocks.ts';

/** The fragment of the link in an email. */
export const sampleFragment = '#booking=bok_1&token=secret';

/** A paid follow-up on Monday 23 November 2026, half past nine in Melbourne. */
const paidBooking: BookingView = {
  bookingId: 'bok_1',
  confirmationNumber: 'BOT-2026-1123',
  status: 'confirmed',
  service: 'gaps_coaching',
  visit: 'followup',
  practitionerId: 'ramona',
  start: '2026-11-22T22:30:00Z',
  durationMinutes: 15,
  timeZone: 'Australia/Melbourne',
  bookedFor: null,
  bookedAt: '2026-11-18T01:00:00Z',
  price: { amountCents: 7900, currency: 'AUD' },
  forms: [],
  zoomLink: 'https://zoom.example/j/1',
  holdExpiresAt: null,
  holdExtendable: false,
  payment: { status: 'paid', paidCents: 7900, refundCents: 0, lastDecline: null, setup: null },
  cancellation: {
    possibleUntil: '2026-11-22T22:30:00Z',
    refundCents: 7900,
    fullRefundUntil: '2026-11-21T22:30:00Z',
  },
  rescheduling: { allowed: true, until: '2026-11-21T22:30:00Z', timesLeft: 2, reason: null },
  moving: null,
  movedFrom: null,
  noShowAt: null,
  failure: null,
  alternatives: [],
};

const cancelled: Partial<BookingView> = {
  status: 'cancelled',
  cancellation: null,
  payment: { status: 'refunding', paidCents: 7900, refundCents: 7900, lastDecline: null, setup: null },
};

const refundFailed: Partial<BookingView> = {
  ...cancelled,
  payment: { status: 'refund_failed', paidCents: 7900, refundCents: 7900, lastDecline: null, setup: null },
};

/** The requests to cancel since the last `forgetCancellations()`. */
export const cancellations: (string | null)[] = [];
export function forgetCancellations(): void {
  cancellations.length = 0;
}

/** A follow-up with Dr Dia on Monday 23 November 2026, a quarter past eleven in Melbourne. */
const movable: Partial<BookingView> = {
  service: 'alternative_medicine',
  practitionerId: 'dr_dia',
  start: '2026-11-23T00:15:00Z',
  rescheduling: { allowed: true, until: '2026-11-22T00:15:00Z', timesLeft: 2, reason: null },
};

/** The same after a move to Tuesday, nine o'clock in Melbourne. */
const movedToTuesday: Partial<BookingView> = {
  ...movable,
  start: '2026-11-23T22:00:00Z',
  movedFrom: { start: '2026-11-23T00:15:00Z', practitionerId: 'dr_dia' },
  rescheduling: { allowed: true, until: '2026-11-22T22:00:00Z', timesLeft: 1, reason: null },
};

/** A move that the calendar has not answered. */
const waiting: Partial<BookingView> = {
  moving: { start: '2026-11-23T22:00:00Z', practitionerId: 'dr_dia' },
  rescheduling: { allowed: false, until: '2026-11-22T00:15:00Z', timesLeft: 1, reason: 'being_moved' },
};

/** The requests to move since the last `forgetMoves()`. */
export const moves: { key: string | null; to: AppointmentTime }[] = [];
export function forgetMoves(): void {
  moves.length = 0;
}

const catalogue = http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(sampleCatalogue));
/** The titles of forms; the list of forms needs nothing else. */
export const sampleFormTitle = http.get(/\/api\/forms\/[a-z_]+$/, () =>
  HttpResponse.json({ title: 'Before your first call', minutes: 4 }),
);

function booking(...changes: Partial<BookingView>[]): RequestHandler {
  let asked = 0;
  return http.get(`*${endpoints.booking('bok_1')}`, ({ request }) => {
    if (request.headers.get('authorization') !== 'Bearer secret') return refusal(401, 'unauthorized');
    const change = changes[Math.min(asked++, changes.length - 1)];
    return HttpResponse.json({ ...paidBooking, ...change });
  });
}

function cancel(answer: () => Response): RequestHandler {
  return http.post(`*${endpoints.cancelBooking('bok_1')}`, ({ request }) => {
    cancellations.push(request.headers.get('idempotency-key'));
    return answer();
  });
}

function reschedule(answer: () => Response | Promise<Response>): RequestHandler {
  return http.post(`*${endpoints.rescheduleBooking('bok_1')}`, async ({ request }) => {
    const to = (await request.json()) as AppointmentTime;
    moves.push({ key: request.headers.get('idempotency-key'), to });
    return answer();
  });
}

const moved = () => HttpResponse.json({ ...paidBooking, ...movedToTuesday });

/** What the patient of the sample booking typed. */
const sampleDetails: BookingDetails = {
  name: 'Alex Sample',
  firstName: 'Alex',
  lastName: 'Sample',
  email: 'alex@example.com',
  phone: '0412 345 678',
  dateOfBirth: '1980-03-27',
  contactPerson: null,
  accessNeeds: null,
};
const details = http.get(`*${endpoints.bookingDetails('bok_1')}`, () => HttpResponse.json(sampleDetails));

function notMovable(reason: NonNullable<BookingView['rescheduling']['reason']>): RequestHandler[] {
  return [
    booking({
      ...movable,
      rescheduling: { allowed: false, until: '2026-11-22T00:15:00Z', timesLeft: 0, reason },
    }),
    catalogue,
  ];
}

const file = http.get(
  `*${endpoints.bookingCalendarFile('bok_1')}`,
  () => new HttpResponse('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar' } }),
);
const granted = cancel(() => HttpResponse.json({ ...paidBooking, ...cancelled }));

/** Named scenarios for the tests and the gallery. */
export const manageScenarios = {
  default: () => [booking({}), granted, file, catalogue],
  /** Less than a day before the appointment: no refund. */
  late: () => [
    booking({
      cancellation: {
        possibleUntil: '2026-11-22T22:30:00Z',
        refundCents: 0,
        fullRefundUntil: '2026-11-19T22:30:00Z',
      },
    }),
    granted,
    catalogue,
  ],
  /** Half of the price is refunded. */
  half: () => [
    booking({
      cancellation: {
        possibleUntil: '2026-11-22T22:30:00Z',
        refundCents: 3950,
        fullRefundUntil: '2026-11-19T22:30:00Z',
      },
    }),
    catalogue,
  ],
  free: () => [
    booking({
      visit: 'consultation',
      practitionerId: 'consultant',
      price: { amountCents: 0, currency: 'AUD' },
      payment: null,
      cancellation: {
        possibleUntil: '2026-11-22T22:30:00Z',
        refundCents: 0,
        fullRefundUntil: null,
      },
      forms: [
        { formId: 'mini_intake', status: 'due' },
        { formId: 'medical_history', status: 'submitted' },
      ],
    }),
    catalogue,
    sampleFormTitle,
  ],
  cancelled: () => [booking(cancelled), catalogue, details],
  refundFailed: () => [booking(refundFailed), catalogue],
  cancelledLate: () => [
    booking({
      ...cancelled,
      payment: { status: 'paid', paidCents: 7900, refundCents: 0, lastDecline: null, setup: null },
    }),
    catalogue,
  ],
  bookedInLondon: () => [booking({ timeZone: 'Europe/London' }), catalogue],
  expired: () => [
    booking({
      status: 'expired',
      failure: 'hold_expired',
      cancellation: null,
      payment: { status: 'released', paidCents: 0, refundCents: 0, lastDecline: null, setup: null },
    }),
    catalogue,
  ],
  confirming: () => [booking({ status: 'confirming' }), catalogue],
  tooLate: () => [booking({}), cancel(() => refusal(409, 'booking_not_cancellable')), catalogue],
  cancelBreaks: () => {
    let tries = 0;
    return [
      booking({}),
      cancel(() =>
        tries++ === 0 ? HttpResponse.error() : HttpResponse.json({ ...paidBooking, ...cancelled }),
      ),
      catalogue,
    ];
  },
  movable: () => [booking(movable), reschedule(moved), file, ...calendarScenarios.default],
  /** It was moved before, so that one move is left. */
  movedBefore: () => [booking(movedToTuesday), reschedule(moved), ...calendarScenarios.default],
  /** The server's answer to a move never comes. */
  moveSlow: () => [
    booking(movable),
    reschedule(() => delay('infinite').then(moved)),
    ...calendarScenarios.default,
  ],
  /** Another patient took the time. */
  moveTaken: () => [
    booking(movable),
    reschedule(() =>
      HttpResponse.json(
        {
          ...{ type: 'about:blank', title: 'taken', status: 409, code: 'slot_unavailable', detail: 'taken' },
          ...{ requestId: 'req_sample', alternatives: ['2026-11-24T04:00:00Z'] },
        },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
    ...calendarScenarios.default,
  ],
  moveTooLate: () => [
    booking(movable),
    reschedule(() => refusal(409, 'too_late_to_reschedule')),
    ...calendarScenarios.default,
  ],
  movePriceDiffers: () => [
    booking(movable),
    reschedule(() => refusal(409, 'price_differs')),
    ...calendarScenarios.default,
  ],
  /** The first answer is lost; the same request is answered. */
  moveLostOnce: () => {
    let tries = 0;
    return [
      booking(movable),
      reschedule(() => (tries++ === 0 ? HttpResponse.error() : moved())),
      ...calendarScenarios.default,
    ];
  },
  /** Every answer is lost, although the server has moved the appointment. */
  moveUnheard: () => [
    booking(movable, movedToTuesday),
    reschedule(() => HttpResponse.error()),
    ...calendarScenarios.default,
  ],
  /** No request to move arrives. */
  moveNotSent: () => {
    let tries = 0;
    return [
      booking(movable),
      reschedule(() => (tries++ < 2 ? HttpResponse.error() : moved())),
      ...calendarScenarios.default,
    ];
  },
  /** The calendar has not answered for certain; then it has. */
  moveLate: () => [
    booking(movable, { ...movable, ...waiting }, movedToTuesday),
    reschedule(() => HttpResponse.json({ ...paidBooking, ...movable, ...waiting }, { status: 202 })),
    ...calendarScenarios.default,
  ],
  /** The calendar has not answered for certain; then it refuses. */
  moveFails: () => [booking({ ...movable, ...waiting }, movable), ...calendarScenarios.default],
  beingMoved: () => [booking({ ...movable, ...waiting }), catalogue],
  notMovableAnyMore: () => notMovable('too_late'),
  movedOften: () => notMovable('limit_reached'),
  priceDiffers: () => notMovable('price_differs'),
  notOnline: () => notMovable('not_online'),
  over: () => [
    booking({ ...movable, start: '2026-11-18T00:15:00Z', cancellation: null, zoomLink: null }),
    ...calendarScenarios.default,
    details,
  ],
  /** A free call that is over. */
  freeOver: () => [
    booking({
      service: 'gaps_coaching',
      visit: 'consultation',
      practitionerId: 'consultant',
      start: '2026-11-18T00:15:00Z',
      price: { amountCents: 0, currency: 'AUD' },
      payment: null,
      cancellation: null,
    }),
    ...calendarScenarios.default,
    http.get(`*${endpoints.bookingDetails('bok_1')}`, () =>
      HttpResponse.json({ ...sampleDetails, firstName: null, lastName: null, dateOfBirth: null }),
    ),
  ],
  missed: () => [
    booking({
      ...movable,
      start: '2026-11-18T00:15:00Z',
      noShowAt: '2026-11-18T00:40:00Z',
      cancellation: null,
    }),
    ...calendarScenarios.default,
    details,
  ],
  unknown: () => [http.get(`*${endpoints.booking('bok_1')}`, () => refusal(404, 'not_found')), catalogue],
  slow: () => [http.get(`*${endpoints.booking('bok_1')}`, () => delay('infinite')), catalogue],
  error: () => [
    http.get(`*${endpoints.booking('bok_1')}`, () =>
      refusal(503, 'service_unavailable', { 'retry-after': '30' }),
    ),
    catalogue,
  ],
} satisfies Record<string, () => RequestHandler[]>;
