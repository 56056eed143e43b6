import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MailboxEvent } from '../../../ports/mailboxes.ts';
import { findOverlaps, type WatchedAppointment } from './find-overlaps.ts';

const span = (start: string, end: string) => ({
  start: new Date(`2026-11-24T${start}:00Z`),
  end: new Date(`2026-11-24T${end}:00Z`),
});
const appointment: WatchedAppointment = {
  bookingId: 'booking-1',
  ...span('01:00', '01:15'),
  times: [span('01:00', '01:15'), span('00:50', '01:05')],
};
const event = (start: string, end: string, more: Partial<MailboxEvent> = {}): MailboxEvent => ({
  ...{ eventId: `${start}-${end}`, busy: true, bookingId: null },
  ...span(start, end),
  ...more,
});
const found = (...events: MailboxEvent[]) =>
  findOverlaps([appointment], events).map(({ eventId, mayBeCopy }) => [eventId, mayBeCopy]);

describe('events over a confirmed appointment', () => {
  it('take some of its time; those that only touch it do not', () => {
    assert.deepEqual(found(event('00:00', '01:00'), event('01:15', '02:00')), []);
    assert.deepEqual(found(event('00:00', '01:01'), event('01:14', '02:00'), event('00:00', '05:00')), [
      ['00:00-01:01', false],
      ['01:14-02:00', false],
      ['00:00-05:00', false],
    ]);
  });

  it('may be its copy when they have exactly its time, or one that it left a moment ago', () => {
    assert.deepEqual(found(event('01:00', '01:15'), event('00:50', '01:05'), event('01:00', '01:30')), [
      ['01:00-01:15', true],
      ['00:50-01:05', true],
      ['01:00-01:30', false],
    ]);
  });

  it('are none when they are shown as free, or when we wrote them ourselves', () => {
    assert.deepEqual(
      found(event('01:00', '01:15', { busy: false }), event('01:00', '01:15', { bookingId: 'booking-1' })),
      [],
    );
  });
});
