import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PaymentState } from '../../../ports/payments/payment.ts';
import { type Goal, goalsBefore, nextAct, type PaymentAct, type PaymentFacts } from './payment-goal.ts';

const states: readonly PaymentState[] = [
  'awaiting_card',
  'awaiting_confirmation',
  'processing',
  'authorised',
  'captured',
  'cancelled',
  'unknown',
];
const goals: readonly Goal[] = ['none', 'capture', 'release', 'refund'];
const payment = (more: Partial<PaymentFacts>): PaymentFacts => ({
  state: 'authorised',
  amountCents: 7900,
  refundedCents: 0,
  refundCents: 0,
  refundAsked: false,
  ...more,
});

describe('what brings a payment to its goal', () => {
  const rows: readonly [string, Goal, Partial<PaymentFacts>, PaymentAct][] = [
    ['a payment that is still being made is left alone', 'none', { state: 'authorised' }, 'done'],
    ['an authorised one is captured once the appointment stands', 'capture', {}, 'capture'],
    ['a captured one is where it should be', 'capture', { state: 'captured' }, 'done'],
    ['an expired one cannot be captured: a person', 'capture', { state: 'cancelled' }, 'staff'],
    [
      'one that waits for a card again cannot be captured: a person',
      'capture',
      { state: 'awaiting_card' },
      'staff',
    ],
    ['one that the bank works on is waited for', 'capture', { state: 'processing' }, 'wait'],
    [
      'an unpaid one is ended, so that it cannot be paid later',
      'release',
      { state: 'awaiting_card' },
      'cancel',
    ],
    ['a second step that is not finished is ended', 'release', { state: 'awaiting_confirmation' }, 'cancel'],
    ['an authorisation without an appointment is let go', 'release', {}, 'cancel'],
    ['money taken without an appointment goes back', 'release', { state: 'captured' }, 'refund'],
    ['an ended one is where it should be', 'release', { state: 'cancelled' }, 'done'],
    ['a full refund', 'refund', { state: 'captured', refundCents: 7900 }, 'refund'],
    [
      'a refund that was done is not done again',
      'refund',
      { state: 'captured', refundCents: 7900, refundedCents: 7900 },
      'done',
    ],
    [
      'a refund that the bank sent back is for a person',
      'refund',
      { state: 'captured', refundCents: 7900, refundAsked: true },
      'staff',
    ],
    ['nothing to give back', 'refund', { state: 'captured' }, 'done'],
    [
      'cancelled before the money was taken, all of it due back: let go',
      'refund',
      { refundCents: 7900 },
      'cancel',
    ],
    [
      'cancelled before the money was taken, half of it due back: taken first',
      'refund',
      { refundCents: 3950 },
      'capture',
    ],
    ['cancelled late before the money was taken: taken', 'refund', { refundCents: 0 }, 'capture'],
    ['all due back, and it was never taken', 'refund', { state: 'cancelled', refundCents: 7900 }, 'done'],
    ['a late fee that cannot be taken any more is for a person', 'refund', { state: 'cancelled' }, 'staff'],
  ];
  for (const [title, goal, facts, act] of rows) {
    it(title, () => assert.equal(nextAct(goal, payment(facts)), act));
  }

  it('always comes to an end, and never charges for what has no appointment', () => {
    const after: Partial<Record<PaymentAct, PaymentState>> = { capture: 'captured', cancel: 'cancelled' };
    fc.assert(
      fc.property(
        fc.constantFrom(...goals),
        fc.constantFrom(...states),
        fc.integer({ min: 0, max: 7900 }),
        (goal, state, refundCents) => {
          let now = payment({ state, refundCents });
          for (let step = 0; step < 4; step += 1) {
            const act = nextAct(goal, now);
            if (act === 'done' || act === 'staff' || act === 'wait') return;
            if (goal === 'release') assert.notEqual(act, 'capture');
            if (goal === 'capture') assert.equal(act, 'capture');
            now =
              act === 'refund'
                ? {
                    ...now,
                    refundedCents: goal === 'release' ? now.amountCents : now.refundCents,
                    refundAsked: true,
                  }
                : { ...now, state: after[act] ?? now.state };
          }
          assert.fail('it goes in circles');
        },
      ),
    );
  });

  it('never takes up again what was let go, and never lets go what was captured', () => {
    assert.deepEqual(goalsBefore('capture'), ['none']);
    assert.deepEqual(goalsBefore('release'), ['none']);
    assert.deepEqual(goalsBefore('refund'), ['capture']);
    assert.deepEqual(goalsBefore('none'), []);
  });
});
