import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { WaitlistEntryView, WaitlistOffer } from '@botaniqal/shared/contracts/waitlist.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../../testing/samples/sample-catalogue.ts';
import { answerTo, refusal } from '../../combined-calendar/combined-calendar.mocks.ts';
import { sampleFormTitle } from '../../manage-booking/manage-booking.mocks.ts';
import { sampleEntry } from '../waitlist-signup.mocks.ts';

/** The requests since the last `forgetAnswers()`. */
export interface SentAnswer {
  readonly what: 'accept' | 'decline' | 'hold' | 'book' | 'times' | 'look';
  readonly key: string | null;
  readonly body: unknown;
}
export const sentAnswers: SentAnswer[] = [];
export function forgetAnswers(): void {
  sentAnswers.length = 0;
}

/** Half past nine in Melbourne, on Monday 23 November 2026. */
const offeredStart = '2026-11-22T22:30:00Z';
const kind = { name: 'Free first call', durationMinutes: 15, price: { amountCents: 0, currency: 'AUD' } };

const sampleOffer: WaitlistOffer = {
  offerId: 'of_1',
  status: 'offered',
  service: 'gaps_coaching',
  serviceName: 'GAPS coaching',
  visit: { kind: 'consultation', ...kind },
  practitionerId: 'consultant',
  practitionerName: 'Casey Morgan',
  start: offeredStart,
  expiresAt: '2026-11-20T03:00:00Z',
  asks: [],
  bookingId: null,
};
const followUp: Partial<WaitlistOffer> = {
  visit: {
    kind: 'followup',
    name: 'Follow-up',
    durationMinutes: 15,
    price: { amountCents: 7900, currency: 'AUD' },
  },
  practitionerId: 'ramona',
  practitionerName: 'Ramona',
};

const waits: WaitlistEntryView = {
  ...sampleEntry,
  service: 'gaps_coaching',
  position: 2,
  total: 5,
  wishes: {},
};
const withOffer = (offer: Partial<WaitlistOffer>): WaitlistEntryView => ({
  ...waits,
  offer: { ...sampleOffer, ...offer },
});

const booked: ConsultationBooked = {
  consultationId: 'con_1',
  bookingId: 'bok_1',
  confirmationNumber: 'BOT-2026-1123',
  scheduledTime: offeredStart,
  consultantName: 'Casey Morgan',
  zoomLink: null,
  preparationEmailSent: true,
  manageUrl: 'https://clinic.example/manage#booking=bok_1&token=secret',
  manageToken: 'secret',
  durationMinutes: 15,
  status: 'confirmed',
};

const catalogue = http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(sampleCatalogue));

function entry(...views: WaitlistEntryView[]): RequestHandler {
  let asked = 0;
  return http.get(`*${endpoints.waitlistEntry('wl_1')}`, () =>
    HttpResponse.json(views[Math.min(asked++, views.length - 1)]),
  );
}

type Answer = () => Response | Promise<Response>;

function noted(what: SentAnswer['what'], path: string, ...answers: Answer[]): RequestHandler {
  let count = 0;
  return http.post(`*${path}`, async ({ request }) => {
    sentAnswers.push({ what, key: request.headers.get('idempotency-key'), body: await request.json() });
    return answers[Math.min(count++, answers.length - 1)]?.() ?? HttpResponse.error();
  });
}

const accept = (...answers: Answer[]) =>
  noted('accept', endpoints.acceptWaitlistOffer('wl_1', 'of_1'), ...answers);
const decline = (...answers: Answer[]) =>
  noted('decline', endpoints.declineWaitlistOffer('wl_1', 'of_1'), ...answers);
const takes = accept(() => HttpResponse.json(booked, { status: 201 }));
const passesOn = () => HttpResponse.json(withOffer({ status: 'declined' }));

/** The times that the BFF shows to a person with an invitation. */
const times = http.get(`*${endpoints.combinedCalendar}`, ({ request }) => {
  const { searchParams } = new URL(request.url);
  const authorization = request.headers.get('authorization');
  sentAnswers.push({ what: 'times', key: authorization, body: searchParams.get('entry') });
  return HttpResponse.json(answerTo(request));
});

function refusedFields(...paths: string[]): Response {
  return HttpResponse.json(
    {
      type: 'about:blank',
      title: '',
      status: 422,
      code: 'invalid_request',
      detail: '',
      requestId: 'r',
      fields: paths.map((path) => ({ path, code: 'invalid', message: '' })),
    },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  );
}

/** Named scenarios for the tests and the gallery. */
export const offerScenarios = {
  default: () => [catalogue, entry(withOffer({})), takes, decline(passesOn)],
  asks: () => [
    catalogue,
    entry(withOffer({ asks: ['phone', 'primaryConcern'] })),
    accept(
      () => refusedFields('phone'),
      () => HttpResponse.json(booked, { status: 201 }),
    ),
  ],
  confirming: () => [
    catalogue,
    entry(withOffer({})),
    accept(() => HttpResponse.json({ ...booked, status: 'confirming' }, { status: 202 })),
  ],
  sending: () => [
    catalogue,
    entry(withOffer({})),
    accept(() => delay('infinite').then(() => new Response())),
  ],
  /** The first answer is lost, and the second one arrives. */
  breaks: () => [
    catalogue,
    entry(withOffer({})),
    accept(HttpResponse.error, () => HttpResponse.json(booked)),
    decline(HttpResponse.error, passesOn),
  ],
  tooLate: () => [
    catalogue,
    entry(withOffer({}), withOffer({ status: 'timed_out' })),
    accept(() => refusal(409, 'slot_unavailable')),
  ],
  paid: () => [
    catalogue,
    times,
    entry(withOffer(followUp)),
    noted('hold', endpoints.bookings, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
  accepted: () => [catalogue, entry(withOffer({ status: 'accepted', bookingId: 'bok_1' }))],
  /** The time is accepted, and its payment was begun on this page. */
  paying: () => [
    catalogue,
    times,
    entry(withOffer({ ...followUp, status: 'accepted', bookingId: 'bok_2' })),
    http.get(`*${endpoints.booking('bok_2')}`, ({ request }) => {
      sentAnswers.push({ what: 'look', key: request.headers.get('authorization'), body: null });
      return delay('infinite');
    }),
  ],
  declined: () => [catalogue, entry(withOffer({ status: 'declined' }))],
  timedOut: () => [catalogue, entry(withOffer({ status: 'timed_out' }))],
  withdrawn: () => [catalogue, entry(withOffer({ status: 'withdrawn' }))],
  /** A service that is not open, and an invitation that books on the page. */
  invited: () => [
    catalogue,
    times,
    sampleFormTitle,
    entry({
      ...sampleEntry,
      status: 'invited',
      position: 0,
      invitation: {
        bookBy: '2026-11-22T22:30:00Z',
        bookable: 'online',
        visits: [
          {
            kind: 'initial',
            name: 'First appointment',
            durationMinutes: 60,
            price: { amountCents: 15000, currency: 'AUD' },
          },
        ],
      },
    }),
    noted('hold', endpoints.bookings, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
} satisfies Record<string, () => RequestHandler[]>;
