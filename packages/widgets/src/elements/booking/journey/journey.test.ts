import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consultationFields } from '@botaniqal/shared/validation/consultation-details.ts';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { type Details, nothingTyped } from '../../../components/details-form/details.ts';
import {
  type Booking,
  type BookingSnapshot,
  begin,
  type Choice,
  type Held,
  type Journey,
  type JourneyEvent,
  next,
  resume,
  type Slot,
  stepBefore,
  stepOf,
  stepsOf,
  type Trouble,
} from './journey.ts';

const freeCall: Choice = { service: 'gaps_coaching', visit: 'consultation', channel: 'online' };
const followup: Choice = { service: 'gaps_coaching', visit: 'followup', channel: 'pay' };
const halfPastNine: Slot = { start: '2026-11-22T22:30:00Z', practitionerId: 'consultant' };
const tenOClock: Slot = { start: '2026-11-22T23:00:00Z', practitionerId: 'consultant' };
const details: Details = {
  ...nothingTyped,
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0412 345 678',
  primaryConcern: 'Poor sleep',
};
const booking: Booking = {
  bookingId: 'b1',
  confirmationNumber: 'BOT-2026-1123',
  manageToken: 'token',
  manageUrl: 'https://clinic.example/manage#token',
  scheduledTime: halfPastNine.start,
  durationMinutes: 15,
  zoomLink: null,
  consultantName: 'Casey Morgan',
};

function after(...events: JourneyEvent[]): Journey {
  return events.reduce(next, begin(null));
}

const toDetails: JourneyEvent[] = [
  { type: 'chosen', choice: freeCall },
  { type: 'picked', slot: halfPastNine },
  ...consultationFields.map((field): JourneyEvent => ({ type: 'typed', field, value: details[field] })),
];
const toSending: JourneyEvent[] = [...toDetails, { type: 'submitted', key: 'key-1' }];

function trouble(code: ApiProblemCode, paths: string[] = []): JourneyEvent {
  const body: Trouble = {
    code,
    fields: paths.map((path) => ({ path, code: 'invalid', message: 'must hold' })),
    retryAfterSeconds: null,
  };
  return { type: 'refused', trouble: body };
}

function keyOf(journey: Journey): string {
  assert.equal(journey.at, 'sending');
  return journey.at === 'sending' ? journey.attempt.key : '';
}

describe('a free booking', () => {
  it('goes from the service to the time, the details and the confirmation', () => {
    const walk = [...toSending, { type: 'booked', booking } as const];
    const places = walk.map((_, count) => after(...walk.slice(0, count + 1)).at);
    assert.deepEqual([...new Set(places)], ['time', 'details', 'sending', 'confirmed']);
  });

  it('counts three steps, or two when the page has chosen the service', () => {
    assert.deepEqual(stepsOf(after(...toDetails)), ['service', 'time', 'details']);
    assert.deepEqual(stepsOf(begin(freeCall)), ['time', 'details']);
    assert.equal(begin(freeCall).at, 'time');
  });

  it('counts the choice of service once the patient asks for it', () => {
    const changed = next(begin(freeCall), { type: 'back', to: 'service' });
    assert.equal(changed.at, 'service');
    assert.deepEqual(stepsOf(changed), ['service', 'time', 'details']);
  });

  it('stands at the time that the server gave', () => {
    const given = { ...booking, scheduledTime: tenOClock.start };
    assert.equal(after(...toSending, { type: 'booked', booking: given }).slot?.start, tenOClock.start);
  });
});

describe('a visit that is not booked here', () => {
  for (const way of ['phone', 'enquiry', 'waitlist'] as const) {
    it(`leads to the clinic's phone (${way})`, () => {
      const journey = after({ type: 'chosen', choice: { ...followup, channel: way } });
      assert.equal(journey.at, 'call');
      assert.equal(next(journey, { type: 'back' }).at, 'service');
    });
  }

  it('is said when the server says it first', () => {
    for (const code of ['not_bookable_online', 'service_not_open'] as const) {
      const journey = after(...toSending, trouble(code));
      assert.equal(journey.at, 'call');
      assert.deepEqual(journey.details, details);
    }
  });
});

describe('going back', () => {
  it('goes one step at a time and keeps what was chosen and typed', () => {
    const atTime = next(after(...toDetails), { type: 'back' });
    assert.equal(atTime.at, 'time');
    assert.deepEqual(atTime.slot, halfPastNine);
    const atService = next(atTime, { type: 'back' });
    assert.equal(atService.at, 'service');
    assert.deepEqual(atService.choice, freeCall);
    assert.deepEqual(atService.details, details);
    assert.equal(stepBefore(atService), null);
  });

  it('keeps the time when the same service is chosen again, and drops it with another', () => {
    const atService = next(after(...toDetails), { type: 'back', to: 'service' });
    assert.deepEqual(next(atService, { type: 'chosen', choice: freeCall }).slot, halfPastNine);
    const other: Choice = { ...freeCall, service: 'weight_loss' };
    assert.equal(next(atService, { type: 'chosen', choice: other }).slot, null);
  });

  it('does nothing while the booking is under way and once it stands', () => {
    const sending = after(...toSending);
    const confirming = next(sending, { type: 'accepted', booking });
    const confirmed = next(sending, { type: 'booked', booking });
    for (const journey of [sending, confirming, confirmed]) {
      assert.equal(next(journey, { type: 'back' }), journey);
      assert.equal(next(journey, { type: 'back', to: 'service' }), journey);
      assert.equal(next(journey, { type: 'chosen', choice: followup }), journey);
      assert.equal(stepBefore(journey), null);
    }
  });
});

describe('a time that was taken meanwhile', () => {
  const lost = after(...toSending, { type: 'taken', alternatives: [tenOClock.start] });

  it('offers the nearest ones and keeps what was typed', () => {
    assert.equal(lost.at, 'lost');
    assert.deepEqual(lost.details, details);
    assert.equal(stepOf(lost), 'time');
  });

  it('needs one press to choose and one to book, with a key of its own', () => {
    const chosen = next(lost, { type: 'picked', slot: tenOClock });
    assert.equal(chosen.at, 'details');
    const sent = next(chosen, { type: 'submitted', key: 'key-2' });
    assert.equal(keyOf(sent), 'key-2');
    assert.deepEqual(sent.details, details);
  });

  it('leads back to all the times', () => {
    assert.equal(next(lost, { type: 'back', to: 'time' }).at, 'time');
  });

  it('is told apart from a time that is past by now', () => {
    const past = after(...toSending, trouble('invalid_request', ['preferredTimes.0']));
    assert.equal(past.at === 'lost' && past.why, 'passed');
    assert.equal(lost.at === 'lost' && lost.why, 'taken');
  });
});

describe('a request that was not granted', () => {
  it('keeps what was typed, for each reason', () => {
    const codes: ApiProblemCode[] = [
      'network',
      'internal_error',
      'too_many_requests',
      'invalid_request',
      'calendar_unavailable',
      'service_unavailable',
      'origin_not_allowed',
    ];
    for (const code of codes) {
      const journey = after(...toSending, trouble(code, ['email']));
      assert.equal(journey.at, 'details', code);
      assert.deepEqual(journey.details, details, code);
      assert.deepEqual(journey.slot, halfPastNine, code);
    }
  });

  it('keeps its key while it is unknown whether it was heard', () => {
    for (const code of ['network', 'internal_error', 'request_in_progress'] as const) {
      const again = after(...toSending, trouble(code), { type: 'submitted', key: 'key-2' });
      assert.equal(keyOf(again), 'key-1', code);
    }
  });

  it('keeps its key even after a look at other times', () => {
    const again = after(
      ...toSending,
      trouble('network'),
      { type: 'back' },
      { type: 'picked', slot: { ...halfPastNine } },
      { type: 'submitted', key: 'key-2' },
    );
    assert.equal(keyOf(again), 'key-1');
  });

  it('takes a new key once the answer is known or something else is asked', () => {
    const refused = after(...toSending, trouble('too_many_requests'), { type: 'submitted', key: 'key-2' });
    assert.equal(keyOf(refused), 'key-2');
    const changed = after(
      ...toSending,
      trouble('network'),
      { type: 'typed', field: 'phone', value: '0400 000 000' },
      { type: 'submitted', key: 'key-3' },
    );
    assert.equal(keyOf(changed), 'key-3');
  });
});

describe('pressing twice', () => {
  it('sends once', () => {
    const sending = after(...toSending);
    assert.equal(next(sending, { type: 'submitted', key: 'key-2' }), sending);
  });
});

describe('a booking that the calendar has not confirmed yet', () => {
  const confirming = after(...toSending, { type: 'accepted', booking });

  it('waits, says when it takes long, and ends confirmed', () => {
    assert.equal(confirming.at, 'confirming');
    const late = next(confirming, { type: 'late' });
    assert.equal(late.at === 'confirming' && late.late, true);
    assert.equal(next(late, { type: 'resolved', status: 'confirmed' }).at, 'confirmed');
  });

  it('may fail, and then leads to another time with everything kept', () => {
    const failed = next(confirming, { type: 'resolved', status: 'failed' });
    assert.equal(failed.at, 'failed');
    const again = next(failed, { type: 'back' });
    assert.equal(again.at, 'time');
    assert.deepEqual(again.details, details);
  });
});

describe('an event that means nothing where it arrives', () => {
  it('changes nothing', () => {
    const start = begin(null);
    const strays: JourneyEvent[] = [
      { type: 'picked', slot: halfPastNine },
      { type: 'submitted', key: 'key-1' },
      { type: 'booked', booking },
      { type: 'accepted', booking },
      { type: 'taken', alternatives: [] },
      { type: 'resolved', status: 'confirmed' },
      { type: 'late' },
      { type: 'back' },
      trouble('network'),
    ];
    for (const stray of strays) assert.equal(next(start, stray), start, stray.type);
  });
});

describe('a paid booking', () => {
  const held: Held = {
    bookingId: 'b2',
    manageToken: 'token',
    manageUrl: 'https://clinic.example/manage#token',
    price: { amountCents: 7900, currency: 'AUD' },
    holdExpiresAt: '2026-11-20T01:10:00Z',
    holdExtendable: true,
    setup: { provider: 'stripe', publishableKey: 'pk', clientSecret: 'secret', scriptUrl: 'https://js' },
    decline: null,
  };
  const paidBooking: Booking = { ...booking, bookingId: 'b2', paid: held.price };
  const snapshot = (change: Partial<BookingSnapshot> = {}): JourneyEvent => ({
    type: 'seen',
    snapshot: {
      status: 'awaiting_payment',
      timeZone: 'Australia/Melbourne',
      choice: followup,
      slot: halfPastNine,
      booking: paidBooking,
      held,
      underWay: false,
      failure: null,
      alternatives: [],
      ...change,
    },
  });
  const toPayment: JourneyEvent[] = [
    { type: 'chosen', choice: followup },
    { type: 'picked', slot: halfPastNine },
    { type: 'typed', field: 'firstName', value: 'Alex' },
    { type: 'submitted', key: 'key-1' },
    { type: 'held', held },
  ];
  const toConfirming: JourneyEvent[] = [...toPayment, { type: 'paying' }, { type: 'paid', authorised: true }];

  it('goes from the service to the time, the details, the payment and the confirmation', () => {
    const walk = [...toConfirming, snapshot({ status: 'confirmed', held: null })];
    const places = walk.map((_, count) => after(...walk.slice(0, count + 1)).at);
    assert.deepEqual([...new Set(places)], ['time', 'details', 'sending', 'payment', 'confirmed']);
  });

  it('counts four steps, or three when the page has chosen the service', () => {
    assert.deepEqual(stepsOf(after(...toPayment)), ['service', 'time', 'details', 'payment']);
    assert.deepEqual(stepsOf(begin(followup)), ['time', 'details', 'payment']);
  });

  it('goes back from the payment to the details with everything kept, but not while the card is with the bank', () => {
    const back = next(after(...toPayment), { type: 'back' });
    assert.equal(back.at, 'details');
    assert.equal(back.details.firstName, 'Alex');
    const paying = after(...toPayment, { type: 'paying' });
    assert.equal(stepBefore(paying), null);
    assert.equal(next(paying, { type: 'back', to: 'time' }), paying);
    assert.equal(next(paying, { type: 'chosen', choice: freeCall }), paying);
  });

  it('is open again when the card was not taken', () => {
    const open = after(...toPayment, { type: 'paying' }, { type: 'paid', authorised: false });
    assert.equal(open.at === 'payment' && open.phase, 'open');
  });

  it('takes one press at a time', () => {
    const paying = after(...toPayment, { type: 'paying' });
    assert.equal(next(paying, { type: 'paying' }), paying);
    assert.equal(next(after(...toPayment), { type: 'paid', authorised: true }).at, 'payment');
    const open = next(after(...toPayment), { type: 'paid', authorised: true });
    assert.equal(open.at === 'payment' && open.phase, 'open');
  });

  it('tells a time lost after the bank’s yes from one lost before', () => {
    const lost = after(
      ...toConfirming,
      snapshot({ status: 'failed', failure: 'slot_lost', held: null, alternatives: [tenOClock.start] }),
    );
    assert.equal(lost.at === 'lost' && lost.why, 'uncharged');
    assert.deepEqual(lost.at === 'lost' && lost.alternatives, [tenOClock.start]);
    const again = next(lost, { type: 'picked', slot: tenOClock });
    assert.equal(again.at, 'details');
    assert.equal(again.details.firstName, 'Alex');
  });

  it('lapses when the time ran out, and is held again with the same details', () => {
    const lapsed = next(after(...toPayment), { type: 'lapsed' });
    assert.equal(lapsed.at, 'lapsed');
    assert.equal(stepOf(lapsed), 'time');
    const again = next(lapsed, { type: 'submitted', key: 'key-2' });
    assert.equal(again.at === 'sending' && again.attempt.key, 'key-2');
    assert.equal(again.details.firstName, 'Alex');
  });

  it('does not lapse while the card is with the bank', () => {
    const paying = after(...toPayment, { type: 'paying' });
    assert.equal(next(paying, { type: 'lapsed' }), paying);
  });

  it('goes on asking when the answer after the bank’s yes was lost', () => {
    const unanswered = after(...toConfirming, { type: 'unanswered', booking: paidBooking });
    assert.equal(unanswered.at, 'confirming');
    assert.equal(next(unanswered, snapshot({ status: 'confirmed', held: null })).at, 'confirmed');
  });

  it('keeps the card where it is when only the hold has changed', () => {
    const longer = next(
      after(...toPayment, { type: 'paying' }),
      snapshot({ held: { ...held, holdExtendable: false } }),
    );
    assert.equal(longer.at === 'payment' && longer.phase, 'paying');
    assert.equal(longer.at === 'payment' && longer.held.holdExtendable, false);
  });

  for (const [what, change, place] of [
    ['still to be paid', {}, 'payment'],
    ['run out', { held: null }, 'lapsed'],
    ['with the bank', { underWay: true }, 'confirming'],
    ['being confirmed', { status: 'confirming', held: null }, 'confirming'],
    ['confirmed', { status: 'confirmed', held: null }, 'confirmed'],
    ['expired', { status: 'expired', held: null, failure: 'hold_expired' }, 'lapsed'],
    ['lost', { status: 'failed', held: null, failure: 'slot_lost' }, 'lost'],
    ['failed', { status: 'failed', held: null, failure: 'calendar_unavailable' }, 'failed'],
  ] as const satisfies [string, Partial<BookingSnapshot>, Journey['at']][]) {
    it(`is found again after a reload: ${what}`, () => {
      const found = next(resume(followup), snapshot(change));
      assert.equal(found.at, place);
      assert.deepEqual(found.slot, halfPastNine);
    });
  }

  it('that went on behind a patient who had gone back is shown to them; one that ended is not', () => {
    const back = next(after(...toPayment), { type: 'back' });
    assert.equal(next(back, snapshot({ status: 'confirmed', held: null })).at, 'confirmed');
    assert.equal(next(back, snapshot({ status: 'expired', held: null, failure: 'left' })), back);
    assert.equal(next(back, snapshot()), back);
  });
});
