import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { refusal } from '../combined-calendar/combined-calendar.mocks.ts';

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
  cancelled: () => [booking(cancelled), catalogue],
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
  unknown: () => [http.get(`*${endpoints.booking('bok_1')}`, () => refusal(404, 'not_found')), catalogue],
  slow: () => [http.get(`*${endpoints.booking('bok_1')}`, () => delay('infinite')), catalogue],
  error: () => [
    http.get(`*${endpoints.booking('bok_1')}`, () =>
      refusal(503, 'service_unavailable', { 'retry-after': '30' }),
    ),
    catalogue,
  ],
} satisfies Record<string, () => RequestHandler[]>;
