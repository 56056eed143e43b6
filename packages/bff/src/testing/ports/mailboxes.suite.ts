import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { AppointmentEvent, Mailboxes } from '../../ports/mailboxes.ts';

export interface MailboxesUnderTest {
  mailboxes: Mailboxes;
  /** One with a mailbox that has no events. */
  practitionerId: string;
  /** One without a mailbox. */
  withoutMailbox: string;
  /** A person puts an event into the mailbox. */
  addEvent(event: { start: string; end: string; busy: boolean }): Promise<string>;
  /** The next `put` is done, but its answer is lost. */
  loseNextPut(): void;
  /** Nothing answers until the returned function is called. */
  down(): () => void;
}

/** What every kind of mailboxes does for features. `start` gives empty mailboxes. */
export function mailboxesSuite(name: string, start: () => Promise<MailboxesUnderTest>): void {
  const [first, end, second, secondEnd] = [
    new Date('2026-11-24T01:00:00Z'),
    new Date('2026-11-24T01:30:00Z'),
    new Date('2026-11-24T03:00:00Z'),
    new Date('2026-11-24T03:30:00Z'),
  ];
  const day = { from: new Date('2026-11-23T13:00:00Z'), to: new Date('2026-11-24T13:00:00Z') };
  const appointment = (practitionerId: string, more: Partial<AppointmentEvent> = {}): AppointmentEvent => ({
    practitionerId,
    bookingId: 'a1b2c3d4-0000-4000-8000-000000000001',
    start: first,
    end,
    subject: 'Appointment',
    body: 'Booked online',
    ...more,
  });

  describe(`mailboxes ${name}`, () => {
    it('know who has a mailbox', async () => {
      const { mailboxes, practitionerId, withoutMailbox } = await start();
      assert.deepEqual([mailboxes.has(practitionerId), mailboxes.has(withoutMailbox)], [true, false]);
    });

    it('show the events of a window, busy or not, with those that overlap its edges and none beside it', async () => {
      const { mailboxes, practitionerId, addEvent } = await start();
      await addEvent({ start: '2026-11-23T12:00:00Z', end: '2026-11-23T13:30:00Z', busy: true });
      await addEvent({ start: '2026-11-24T02:00:00Z', end: '2026-11-24T02:30:00Z', busy: false });
      await addEvent({ start: '2026-11-23T12:00:00Z', end: '2026-11-23T13:00:00Z', busy: true });
      await addEvent({ start: '2026-11-24T13:00:00Z', end: '2026-11-24T14:00:00Z', busy: true });
      const events = await mailboxes.eventsBetween({ practitionerId, ...day });
      assert.deepEqual(
        events
          .map(({ start: at, busy, bookingId }) => [at.toISOString(), busy, bookingId])
          .toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
        [
          ['2026-11-23T12:00:00.000Z', true, null],
          ['2026-11-24T02:00:00.000Z', false, null],
        ],
      );
    });

    it('keep an appointment once, as busy, and find it by its booking and its start', async () => {
      const { mailboxes, practitionerId } = await start();
      const put = await mailboxes.put(appointment(practitionerId));
      assert.deepEqual(await mailboxes.put(appointment(practitionerId)), put);
      const { bookingId } = appointment(practitionerId);
      assert.deepEqual([put.busy, put.bookingId, +put.start, +put.end], [true, bookingId, +first, +end]);
      const query = { practitionerId, bookingId };
      assert.equal((await mailboxes.find(query))?.eventId, put.eventId);
      assert.equal((await mailboxes.find({ ...query, start: first }))?.eventId, put.eventId);
      assert.equal(await mailboxes.find({ ...query, start: second }), null);
      assert.equal(await mailboxes.find({ practitionerId, bookingId: 'another' }), null);
      assert.equal((await mailboxes.eventsBetween({ practitionerId, ...day })).length, 1);
    });

    it('keep both times of a booking while it moves', async () => {
      const { mailboxes, practitionerId } = await start();
      const put = await mailboxes.put(appointment(practitionerId));
      const moved = appointment(practitionerId, { moveId: 'move-1', start: second, end: secondEnd });
      const other = await mailboxes.put(moved);
      assert.notEqual(other.eventId, put.eventId);
      await mailboxes.remove({ practitionerId, eventId: put.eventId });
      const { bookingId } = moved;
      assert.equal((await mailboxes.find({ practitionerId, bookingId }))?.eventId, other.eventId);
    });

    it('have an appointment once after a lost answer', async () => {
      const { mailboxes, practitionerId, loseNextPut } = await start();
      loseNextPut();
      await assert.rejects(mailboxes.put(appointment(practitionerId)), UpstreamError);
      const put = await mailboxes.put(appointment(practitionerId));
      const events = await mailboxes.eventsBetween({ practitionerId, ...day });
      assert.deepEqual(
        events.map(({ eventId }) => eventId),
        [put.eventId],
      );
    });

    it('move an event under the same id, read it again, and remove it, also twice', async () => {
      const { mailboxes, practitionerId } = await start();
      const { eventId } = await mailboxes.put(appointment(practitionerId));
      const event = { practitionerId, eventId };
      const moved = await mailboxes.move({ ...event, start: second, end: secondEnd });
      assert.deepEqual([moved.eventId, +moved.start], [eventId, +second]);
      assert.equal(+((await mailboxes.read(event))?.start ?? 0), +second);
      await mailboxes.remove(event);
      await mailboxes.remove(event);
      assert.equal(await mailboxes.read(event), null);
      await assert.rejects(
        mailboxes.move({ ...event, start: first, end }),
        (error: unknown) => error instanceof UpstreamError && error.reason === 'not_found',
      );
    });

    it('do not take the event of a person for the copy of an appointment', async () => {
      const { mailboxes, practitionerId, addEvent } = await start();
      const eventId = await addEvent({ start: first.toISOString(), end: end.toISOString(), busy: true });
      const question = { practitionerId, eventId, calendarsId: null, email: 'alex@example.com' };
      assert.equal(await mailboxes.isCopy(question), false);
    });

    it('say in our words that they cannot be reached', async () => {
      const { mailboxes, practitionerId, down } = await start();
      const up = down();
      await assert.rejects(mailboxes.eventsBetween({ practitionerId, ...day }), UpstreamError);
      await assert.rejects(mailboxes.put(appointment(practitionerId)), UpstreamError);
      up();
    });
  });
}
