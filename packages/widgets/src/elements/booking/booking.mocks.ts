import type {
  BookingStatus,
  BookingView,
  ConsultationRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { calendarScenarios, refusal } from '../combined-calendar/combined-calendar.mocks.ts';
import { sampleFormTitle } from '../manage-booking/manage-booking.mocks.ts';

/** A request to book, as the server received it. */
export interface SentBooking {
  readonly key: string | null;
  readonly body: ConsultationRequest;
}

/** Every request to book since the last `forgetSentBookings()`. */
export const sentBookings: SentBooking[] = [];

export function forgetSentBookings(): void {
  sentBookings.length = 0;
}

/** Half past nine in Melbourne, on Monday 23 November 2026. */
export const sampleStart = '2026-11-22T22:30:00Z';
const sampleAlternatives = ['2026-11-22T23:00:00Z', '2026-11-23T00:30:00Z', '2026-11-23T22:30:00Z'];

function booked(body: ConsultationRequest, status: 'confirmed' | 'confirming'): Response {
  return HttpResponse.json(
    {
      consultationId: 'con_1',
      bookingId: 'bok_1',
      confirmationNumber: 'BOT-2026-1123',
      scheduledTime: body.preferredTimes[0] ?? sampleStart,
      consultantName: 'Casey Morgan',
      zoomLink: null,
      preparationEmailSent: true,
      manageUrl: 'https://clinic.example/manage#booking=bok_1&token=secret',
      manageToken: 'secret',
      durationMinutes: 15,
      status,
    },
    { status: status === 'confirmed' ? 201 : 202 },
  );
}

/** Answers a request to book and stores what was sent. */
function book(answer: (body: ConsultationRequest) => Response | Promise<Response>): RequestHandler {
  return http.post<never, ConsultationRequest>(`*${endpoints.consultations}`, async ({ request }) => {
    const body = await request.json();
    sentBookings.push({ key: request.headers.get('idempotency-key'), body });
    return answer(body);
  });
}

/** Answers questions about the booking with one status after the other; the last one is repeated. */
function status(...statuses: BookingStatus[]): RequestHandler {
  let asked = 0;
  return http.get(`*${endpoints.booking('bok_1')}`, ({ request }) => {
    if (request.headers.get('authorization') !== 'Bearer secret') return refusal(401, 'unauthorized');
    const view: BookingView = {
      bookingId: 'bok_1',
      confirmationNumber: 'BOT-2026-1123',
      status: statuses[Math.min(asked++, statuses.length - 1)] ?? 'confirming',
      service: 'gaps_coaching',
      visit: 'consultation',
      practitionerId: 'consultant',
      start: sampleStart,
      durationMinutes: 15,
      timeZone: 'Australia/Melbourne',
      bookedFor: null,
      bookedAt: null,
      price: { amountCents: 0, currency: 'AUD' },
      forms: [],
      zoomLink: null,
      holdExpiresAt: null,
      holdExtendable: false,
      payment: null,
      cancellation: null,
      rescheduling: { allowed: false, until: null, timesLeft: 2, reason: 'not_confirmed' },
      moving: null,
      movedFrom: null,
      noShowAt: null,
      failure: null,
      alternatives: [],
    };
    return HttpResponse.json(view);
  });
}

const calendarFile = http.get(`*${endpoints.bookingCalendarFile('bok_1')}`, ({ request }) =>
  request.headers.get('authorization') === 'Bearer secret'
    ? new HttpResponse('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar' } })
    : refusal(401, 'unauthorized'),
);

function refusedFields(...fields: FieldProblem[]): Response {
  return HttpResponse.json(
    {
      type: 'about:blank',
      title: '',
      status: 422,
      code: 'invalid_request',
      detail: '',
      requestId: 'r',
      fields,
    },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  );
}

function taken(alternatives: string[]): Response {
  return HttpResponse.json(
    {
      type: 'about:blank',
      title: '',
      status: 409,
      code: 'slot_unavailable',
      detail: '',
      requestId: 'r',
      alternatives,
    },
    { status: 409, headers: { 'content-type': 'application/problem+json' } },
  );
}

const calm = [...calendarScenarios.default, calendarFile, sampleFormTitle];
const good = book((body) => booked(body, 'confirmed'));

/** Named scenarios for the tests and the gallery. */
export const bookingScenarios = {
  default: () => [good, ...calm],
  /** The booking is confirmed, but the calendar file cannot be loaded. */
  withoutFile: () => [
    good,
    http.get(`*${endpoints.bookingCalendarFile('bok_1')}`, () => refusal(503, 'service_unavailable')),
    ...calm,
  ],
  /** The clinic offers nothing at all. */
  empty: () => [
    http.get(`*${endpoints.catalogue}`, () => HttpResponse.json({ ...sampleCatalogue, services: [] })),
    ...calm,
  ],
  /** The catalogue loads slowly. */
  slow: () => [http.get(`*${endpoints.catalogue}`, () => delay('infinite')), ...calm],
  /** The server books slowly. */
  slowBooking: () => [book(() => delay('infinite').then(() => new Response())), ...calm],
  error: () => [...calendarScenarios.down],
  slotLost: () => [
    book((body) =>
      body.preferredTimes[0] === sampleStart ? taken(sampleAlternatives) : booked(body, 'confirmed'),
    ),
    ...calm,
  ],
  slotLostWithoutOthers: () => [book(() => taken([])), ...calm],
  /** The booking that is made can be read afterwards, for a reload. */
  confirmed: () => [good, status('confirmed'), ...calm],
  /** The booking of before was cancelled. */
  cancelled: () => [good, status('cancelled'), ...calm],
  confirming: () => [
    book((body) => booked(body, 'confirming')),
    calendarFile,
    status('confirming', 'confirming', 'confirming', 'confirmed'),
    ...calm,
  ],
  stillConfirming: () => [book((body) => booked(body, 'confirming')), status('confirming'), ...calm],
  confirmingFails: () => [
    book((body) => booked(body, 'confirming')),
    status('confirming', 'failed'),
    ...calm,
  ],
  invalid: () => [
    book(() =>
      refusedFields(
        { path: 'phone', code: 'invalid_format', message: 'must be a phone number' },
        { path: 'email', code: 'invalid_format', message: 'must be an email address' },
      ),
    ),
    ...calm,
  ],
  /** The chosen time is already in the past. */
  tooLate: () => [
    book(() => refusedFields({ path: 'preferredTimes.0', code: 'too_soon', message: 'must be later' })),
    ...calm,
  ],
  rateLimited: () => [book(() => refusal(429, 'too_many_requests', { 'retry-after': '40' })), ...calm],
  broken: () => [book(() => refusal(500, 'internal_error')), ...calm],
  offline: () => [book(() => HttpResponse.error()), ...calm],
  /** The first request fails in the network, and the second one arrives. */
  offlineOnce: () => {
    let tries = 0;
    return [book((body) => (tries++ === 0 ? HttpResponse.error() : booked(body, 'confirmed'))), ...calm];
  },
} satisfies Record<string, () => RequestHandler[]>;
