import type {
  BookingView,
  PaidBookingHeld,
  PaidBookingRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { Quoted, QuoteRequest } from '@botaniqal/shared/contracts/quotes.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { calendarScenarios, refusal } from '../../combined-calendar/combined-calendar.mocks.ts';

/** The acts that the server received since the last `forgetActs()`, in order. */
export interface SentAct {
  readonly act: 'hold' | 'confirm' | 'extend' | 'release';
  readonly key: string | null;
  readonly body: unknown;
}
export const sentActs: SentAct[] = [];
export function forgetActs(): void {
  sentActs.length = 0;
}
export const acts = () => sentActs.map(({ act }) => act);

/** Half past nine in Melbourne, on Monday 23 November 2026, with Dr Dia. */
const paidStart = '2026-11-22T22:30:00Z';
/** Ten minutes after `sampleNow`. */
const heldUntil = '2026-11-20T01:10:00Z';
const manageUrl = 'https://clinic.example/manage#booking=bok_2&token=secret';
const setup = {
  provider: 'stripe',
  publishableKey: 'pk_test_sandbox',
  clientSecret: 'pi_1_secret_1',
  scriptUrl: '/there-is-no-stripe-here.js',
} as const;

const waiting: BookingView = {
  bookingId: 'bok_2',
  confirmationNumber: 'BOT-2026-2233',
  status: 'awaiting_payment',
  service: 'alternative_medicine',
  visit: 'followup',
  practitionerId: 'dr_dia',
  start: paidStart,
  durationMinutes: 15,
  timeZone: 'Australia/Melbourne',
  bookedFor: null,
  bookedAt: null,
  price: { amountCents: 7900, currency: 'AUD' },
  forms: [],
  zoomLink: null,
  holdExpiresAt: heldUntil,
  holdExtendable: true,
  payment: { status: 'due', paidCents: 0, refundCents: 0, lastDecline: null, setup },
  cancellation: null,
  rescheduling: { allowed: false, until: null, timesLeft: 2, reason: 'not_confirmed' },
  moving: null,
  movedFrom: null,
  noShowAt: null,
  failure: null,
  alternatives: [],
};

const over = { holdExpiresAt: null, holdExtendable: false } as const;
const released = {
  status: 'released',
  paidCents: 0,
  refundCents: 0,
  lastDecline: null,
  setup: null,
} as const;
const confirmed: Partial<BookingView> = {
  ...over,
  status: 'confirmed',
  bookedAt: '2026-11-20T01:00:00Z',
  payment: { status: 'paid', paidCents: 7900, refundCents: 0, lastDecline: null, setup: null },
};
const confirming: Partial<BookingView> = {
  ...over,
  status: 'confirming',
  payment: { status: 'authorised', paidCents: 0, refundCents: 0, lastDecline: null, setup: null },
};
const lost: Partial<BookingView> = {
  ...over,
  status: 'failed',
  failure: 'slot_lost',
  payment: released,
  alternatives: ['2026-11-23T00:30:00Z', '2026-11-23T22:00:00Z'],
};
const expired: Partial<BookingView> = {
  ...over,
  status: 'expired',
  failure: 'hold_expired',
  payment: released,
};

function noted(act: SentAct['act'], path: string, answer: (body: unknown) => Response | Promise<Response>) {
  return http.post(`*${path}`, async ({ request }) => {
    const body = await request.json();
    sentActs.push({ act, key: request.headers.get('idempotency-key'), body });
    return answer(body);
  });
}

function hold(change: Partial<PaidBookingHeld> = {}): RequestHandler {
  return noted('hold', endpoints.bookings, () =>
    HttpResponse.json({ ...heldAnswer, ...change }, { status: 201 }),
  );
}
const quotedAnswer: Quoted = {
  price: { amountCents: 7110, currency: 'AUD' },
  discountCents: 790,
  promotionCode: 'WELCOME',
};
const heldAnswer: PaidBookingHeld = {
  bookingId: 'bok_2',
  confirmationNumber: 'BOT-2026-2233',
  status: 'awaiting_payment',
  holdExpiresAt: heldUntil,
  holdExtendable: true,
  price: { amountCents: 7900, currency: 'AUD' },
  discountCents: 0,
  payment: setup,
  manageToken: 'secret',
  manageUrl,
};

const inTurn = (changes: Partial<BookingView>[]) => {
  let asked = 0;
  return () => ({ ...waiting, ...changes[Math.min(asked++, changes.length - 1)] });
};

function view(...changes: Partial<BookingView>[]): RequestHandler {
  const next = inTurn(changes);
  return http.get(`*${endpoints.booking('bok_2')}`, ({ request }) =>
    request.headers.get('authorization') === 'Bearer secret'
      ? HttpResponse.json(next())
      : refusal(401, 'unauthorized'),
  );
}

function confirm(...changes: Partial<BookingView>[]): RequestHandler {
  const next = inTurn(changes);
  return noted('confirm', endpoints.confirmBooking('bok_2'), () => HttpResponse.json(next()));
}

const extend = noted('extend', endpoints.extendHold('bok_2'), () =>
  HttpResponse.json({ ...waiting, holdExpiresAt: '2026-11-20T01:20:00Z', holdExtendable: false }),
);
const release = noted('release', endpoints.releaseBooking('bok_2'), () =>
  HttpResponse.json({ ...waiting, ...expired, failure: 'left' }),
);
const file = http.get(
  `*${endpoints.bookingCalendarFile('bok_2')}`,
  () => new HttpResponse('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar' } }),
);
const calm = [release, extend, file, ...calendarScenarios.default];

function refused(status: number, body: object): Response {
  const problem = { type: 'about:blank', title: '', status, detail: '', requestId: 'r', ...body };
  return HttpResponse.json(problem, { status, headers: { 'content-type': 'application/problem+json' } });
}
const refusedFields = (...fields: FieldProblem[]) => refused(422, { code: 'invalid_request', fields });

/** The requests to hold a time. */
export function heldRequests(): PaidBookingRequest[] {
  return sentActs.flatMap(({ act, body }) => (act === 'hold' ? [body as PaidBookingRequest] : []));
}

/** Named scenarios for the tests and the gallery. */
export const paidScenarios = {
  default: () => [hold(), view({}), confirm(confirmed), ...calm],
  /** Another patient takes the time before it can be held. */
  taken: () => [
    noted('hold', endpoints.bookings, () =>
      refused(409, { code: 'slot_unavailable', alternatives: lost.alternatives }),
    ),
    ...calm,
  ],
  invalid: () => [
    noted('hold', endpoints.bookings, () =>
      refusedFields(
        { path: 'patient.dateOfBirth', code: 'invalid_format', message: 'must be a day' },
        { path: 'patient.phone', code: 'invalid_format', message: 'must be a phone number' },
      ),
    ),
    ...calm,
  ],
  /** A code takes a tenth off; other codes are unknown. */
  promotion: () => [
    http.post(`*${endpoints.quotes}`, async ({ request }) => {
      const { promotionCode } = (await request.json()) as QuoteRequest;
      return /^welcome$/i.test(promotionCode)
        ? HttpResponse.json(quotedAnswer)
        : refusedFields({ path: 'promotionCode', code: 'unknown', message: 'is not a code that we know' });
    }),
    hold({ price: quotedAnswer.price, discountCents: quotedAnswer.discountCents }),
    view({}),
    confirm(confirmed),
    ...calm,
  ],
  /** The code runs out between its check and the booking. */
  promotionOver: () => [
    http.post(`*${endpoints.quotes}`, () => HttpResponse.json(quotedAnswer)),
    noted('hold', endpoints.bookings, () =>
      refusedFields({ path: 'promotionCode', code: 'expired', message: 'has run out' }),
    ),
    ...calm,
  ],
  slowHold: () => [
    noted('hold', endpoints.bookings, () => delay('infinite').then(() => new Response())),
    ...calm,
  ],
  /** The hold ends a moment after it began. */
  shortHold: () => [
    hold({ holdExpiresAt: '2026-11-20T01:00:00.300Z' }),
    view(expired),
    confirm(confirmed),
    ...calm,
  ],
  notExtendable: () => [
    hold(),
    noted('extend', endpoints.extendHold('bok_2'), () => refusal(409, 'hold_not_extendable')),
    ...calm,
  ],
  slotLost: () => [hold(), view(lost), confirm(lost), ...calm],
  confirming: () => [hold(), view(confirming), confirm(confirming, confirming, confirmed), ...calm],
  stillConfirming: () => [hold(), view(confirming), confirm(confirming), ...calm],
  slowConfirm: () => [
    hold(),
    noted('confirm', endpoints.confirmBooking('bok_2'), () => delay('infinite').then(() => new Response())),
    ...calm,
  ],
  /** The answer to the confirmation is lost. The second request finds the booking confirmed. */
  confirmBreaks: () => {
    let tries = 0;
    return [
      hold(),
      noted('confirm', endpoints.confirmBooking('bok_2'), () =>
        tries++ === 0 ? HttpResponse.error() : HttpResponse.json({ ...waiting, ...confirmed }),
      ),
      ...calm,
    ];
  },
  /** After a reload: open, paid, lost, expired, or declined on the bank's page. */
  declinedAtBank: () => {
    const declined = {
      payment: {
        status: 'due',
        paidCents: 0,
        refundCents: 0,
        lastDecline: 'second_step_failed',
        setup,
      } as const,
    };
    return [view(declined), confirm(declined), ...calm];
  },
  alreadyConfirmed: () => [view(confirmed), confirm(confirmed), ...calm],
  expired: () => [view(expired), ...calm],
  gone: () => [http.get(`*${endpoints.booking('bok_2')}`, () => refusal(404, 'not_found')), ...calm],
  unreachable: () => [
    http.get(`*${endpoints.booking('bok_2')}`, () =>
      refusal(503, 'service_unavailable', { 'retry-after': '30' }),
    ),
    ...calm,
  ],
} satisfies Record<string, () => RequestHandler[]>;

/** The value in the tab's session storage after a reload. */
export const sampleResumeToken = manageUrl;
