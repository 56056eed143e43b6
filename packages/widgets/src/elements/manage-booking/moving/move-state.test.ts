import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { depthOf, firstMove, type Move, type MoveEvent, next } from './move-state.ts';

const to = { start: '2026-11-23T22:00:00Z', practitionerId: 'dr_dia' };
const other = { start: '2026-11-24T22:00:00Z', practitionerId: 'dr_dia' };

/** The state after a list of events. */
function after(...events: MoveEvent[]): Move {
  return events.reduce(next, firstMove);
}

const sent: MoveEvent[] = [
  { type: 'chosen', to },
  { type: 'confirmed', key: 'one' },
];

describe('moving an appointment', () => {
  it('asks before it sends', () => {
    assert.deepEqual(after({ type: 'chosen', to }), { at: 'asked', to, trouble: null, unresolved: null });
    assert.deepEqual(after(...sent), { at: 'sending', attempt: { key: 'one', to } });
  });

  it('goes back to the calendar with alternatives when the time was taken', () => {
    assert.deepEqual(after(...sent, { type: 'taken', alternatives: ['later'] }), {
      at: 'choosing',
      taken: { start: to.start, alternatives: ['later'] },
      unresolved: null,
    });
  });

  it('keeps the key of a request whose answer was lost, for the same time only', () => {
    const lost: MoveEvent[] = [...sent, { type: 'unanswered', code: 'network' }];
    const again = after(...lost, { type: 'confirmed', key: 'two' });
    assert.deepEqual(again, { at: 'sending', attempt: { key: 'one', to } });
    const another = after(
      ...lost,
      { type: 'back' },
      { type: 'chosen', to: other },
      { type: 'confirmed', key: 'two' },
    );
    assert.deepEqual(another, { at: 'sending', attempt: { key: 'two', to: other } });
  });

  it('takes a new key after a refusal', () => {
    const again = after(
      ...sent,
      { type: 'refused', code: 'calendar_unavailable' },
      { type: 'confirmed', key: 'two' },
    );
    assert.deepEqual(again, { at: 'sending', attempt: { key: 'two', to } });
  });

  it('ends where only the clinic can move it', () => {
    for (const code of [
      'too_late_to_reschedule',
      'rescheduling_limit_reached',
      'price_differs',
      'booking_not_reschedulable',
    ] as const) {
      const end = after(...sent, { type: 'refused', code });
      assert.deepEqual(end, { at: 'refused', code });
      assert.equal(next(end, { type: 'confirmed', key: 'two' }), end);
    }
  });

  it('hears nothing but the answer while a request runs', () => {
    const sending = after(...sent);
    for (const event of [
      { type: 'back' },
      { type: 'chosen', to: other },
      { type: 'confirmed', key: 'two' },
    ] satisfies MoveEvent[]) {
      assert.equal(next(sending, event), sending);
    }
  });

  it('ignores an answer that comes when nothing was sent', () => {
    assert.equal(after({ type: 'taken', alternatives: [] }), firstMove);
    assert.equal(after({ type: 'refused', code: 'network' }), firstMove);
    assert.equal(after({ type: 'unanswered', code: 'network' }), firstMove);
  });

  it('is two steps deep, and has no depth while a request runs', () => {
    assert.equal(depthOf(firstMove), 1);
    assert.equal(depthOf(after({ type: 'chosen', to })), 2);
    assert.equal(depthOf(after(...sent)), null);
  });
});
