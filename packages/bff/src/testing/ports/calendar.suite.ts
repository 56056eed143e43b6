import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import {
  type CalendarLists,
  type OfferedStarts,
  type PractitionerVisit,
  type Scheduler,
  type SchedulingRequest,
  wasMoved,
} from '../../ports/calendar.ts';

/** One calendar, real or in memory, with a practitioner who has free times in the coming days. */
export interface CalendarUnderTest {
  calendar: OfferedStarts;
  scheduler: Scheduler;
  lists: CalendarLists;
  visit: PractitionerVisit;
  /** A range, shorter than a window, with at least a dozen free times. */
  range: { from: Date; to: Date };
  answers: SchedulingRequest['answers'];
  /** The next booking's answer is lost, before or after the booking was made. */
  loseNextBooking(when: 'before' | 'after'): void;
  /** No booking is accepted for a while. */
  limitBookings(): void;
  /** The patient moves an appointment on the calendar's own page. */
  move(inviteeId: string, start: Date): void;
  /** The calendar cannot be read until the returned function is called. */
  breakReading(): () => void;
}

/** What every calendar does for features. `start` gives a fresh calendar. */
export function calendarSuite(name: string, start: () => Promise<CalendarUnderTest>): void {
  const requestFor = (tested: CalendarUnderTest, at: Date): SchedulingRequest => ({
    ...tested.visit,
    bookingId: crypto.randomUUID(),
    start: at,
    invitee: { name: 'Alex Sample', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
    answers: tested.answers,
  });
  const free = (tested: CalendarUnderTest): Promise<Date[]> => {
    return tested.calendar.offeredStarts({ ...tested.visit, ...tested.range });
  };
  const firstFree = async (tested: CalendarUnderTest): Promise<Date> => {
    const [first] = await free(tested);
    assert.ok(first);
    return first;
  };
  const isFree = async (tested: CalendarUnderTest, at: Date): Promise<boolean> =>
    (await free(tested)).some((one) => one.getTime() === at.getTime());
  const whereIs = ({ bookingId, practitionerId, invitee, start: at }: SchedulingRequest) => ({
    bookingId,
    practitionerId,
    email: invitee.email,
    start: at,
  });

  describe(`calendars ${name}`, () => {
    it('list what they hold, with our id of each, and look at one that is gone', async () => {
      const tested = await start();
      const { lists, scheduler, visit, range } = tested;
      const at = await firstFree(tested);
      const request = requestFor(tested, at);
      const outcome = await scheduler.book(request);
      assert.equal(outcome.kind, 'booked');
      if (outcome.kind !== 'booked') return;
      const { practitionerId } = visit;
      const { eventId } = outcome.appointment;
      const list = async () =>
        (await lists.listAppointments({ practitionerIds: [practitionerId], ...range })).appointments;
      const [one, ...more] = await list();
      assert.deepEqual([one?.eventId, one?.start.getTime(), more.length], [eventId, at.getTime(), 0]);
      assert.deepEqual(one?.visits, [visit]);
      assert.equal(await lists.bookingOf({ practitionerId, eventId }), request.bookingId);
      await scheduler.cancel({ practitionerId, eventId, reason: 'test' });
      assert.deepEqual(await list(), []);
      assert.equal((await lists.look({ practitionerId, eventId }))?.steps[0].status, 'cancelled');
      assert.equal(await lists.look({ practitionerId, eventId: crypto.randomUUID() }), null);
    });

    it('list free starts once each, in order, and only those that were asked for', async () => {
      const tested = await start();
      const all = (await free(tested)).map((one) => one.getTime());
      assert.ok(all.length >= 12);
      assert.deepEqual(
        all,
        [...new Set(all)].sort((a, b) => a - b),
      );
      const [from, , , to] = all.slice(2);
      assert.ok(from !== undefined && to !== undefined);
      const some = await tested.calendar.offeredStarts({
        ...tested.visit,
        from: new Date(from),
        to: new Date(to),
      });
      assert.deepEqual(
        some.map((one) => one.getTime()),
        all.filter((one) => one >= from && one < to),
      );
    });

    it('book a time, which no one else can have until it is cancelled', async () => {
      const tested = await start();
      const at = await firstFree(tested);
      const request = requestFor(tested, at);
      const outcome = await tested.scheduler.book(request);
      assert.ok(outcome.kind === 'booked');
      const { appointment } = outcome;
      assert.equal(appointment.start.getTime(), at.getTime());
      assert.equal(appointment.status, 'active');
      assert.equal(await isFree(tested, at), false);
      assert.deepEqual(await tested.scheduler.book(requestFor(tested, at)), { kind: 'slot_taken' });

      const { practitionerId } = tested.visit;
      const { eventId, inviteeId } = appointment;
      const found = await tested.scheduler.find(whereIs(request));
      assert.deepEqual([found?.eventId, found?.inviteeId, found?.status], [eventId, inviteeId, 'active']);
      assert.equal((await tested.scheduler.read({ practitionerId, eventId }))?.status, 'active');

      const cancel = { practitionerId, eventId, reason: 'The patient cancelled' };
      await tested.scheduler.cancel(cancel);
      await tested.scheduler.cancel(cancel);
      assert.equal((await tested.scheduler.read({ practitionerId, eventId }))?.status, 'cancelled');
      assert.equal((await tested.scheduler.find(whereIs(request)))?.status, 'cancelled');
      assert.equal(await isFree(tested, at), true);
    });

    it('know where an appointment is that was moved, from each of its halves, and cancel it there', async () => {
      const tested = await start();
      const [first, , second] = await free(tested);
      assert.ok(first && second);
      const { practitionerId } = tested.visit;
      const request = requestFor(tested, first);
      const outcome = await tested.scheduler.book(request);
      assert.ok(outcome.kind === 'booked');
      const old = { practitionerId, eventId: outcome.appointment.eventId };
      const alone = await tested.scheduler.trace(old);
      assert.ok(alone);
      assert.equal(wasMoved(alone), false);

      tested.move(outcome.appointment.inviteeId, second);
      const moved = await tested.scheduler.trace(old);
      assert.ok(moved);
      assert.equal(wasMoved(moved), true);
      assert.deepEqual(
        moved.steps.map(({ start: at, status, practitionerId: whose }) => [at, status, whose]),
        [
          [first, 'cancelled', practitionerId],
          [second, 'active', practitionerId],
        ],
      );
      const { service, visit } = tested.visit;
      assert.deepEqual(moved.steps[1]?.visits, [{ practitionerId, service, visit }]);
      assert.equal(moved.steps[0].cancelled?.by, 'patient');
      assert.equal(moved.steps[1]?.cancelled, null);
      assert.equal(moved.steps[1]?.noShow, false);
      const fresh = moved.steps[1]?.eventId ?? '';
      assert.deepEqual(await tested.scheduler.trace({ practitionerId, eventId: fresh }), moved);

      await tested.scheduler.cancel({ ...old, reason: 'The patient cancelled here' });
      assert.equal((await tested.scheduler.read({ practitionerId, eventId: fresh }))?.status, 'cancelled');
      assert.equal((await tested.scheduler.trace(old))?.steps[1]?.cancelled?.by, 'clinic');
      assert.equal(await isFree(tested, second), true);
    });

    it('find nothing that was never booked', async () => {
      const tested = await start();
      const request = requestFor(tested, await firstFree(tested));
      assert.equal(await tested.scheduler.find(whereIs(request)), null);
      const nowhere = { practitionerId: tested.visit.practitionerId, eventId: crypto.randomUUID() };
      assert.equal(await tested.scheduler.read(nowhere), null);
    });

    for (const when of ['before', 'after'] as const) {
      it(`say that they do not know when the answer is lost ${when} the booking was made, and can be asked`, async () => {
        const tested = await start();
        const request = requestFor(tested, await firstFree(tested));
        tested.loseNextBooking(when);
        assert.equal((await tested.scheduler.book(request)).kind, 'unknown');
        const found = await tested.scheduler.find(whereIs(request));
        assert.equal(found?.status, when === 'after' ? 'active' : undefined);
      });
    }

    it('say how long to wait when no booking is accepted, and book nothing', async () => {
      const tested = await start();
      const at = await firstFree(tested);
      tested.limitBookings();
      const outcome = await tested.scheduler.book(requestFor(tested, at));
      assert.ok(outcome.kind === 'limited');
      assert.ok(outcome.retryAfterSeconds > 0);
      assert.equal(await isFree(tested, at), true);
    });

    it('throw what can be acted on when they cannot be read', async () => {
      const tested = await start();
      const mend = tested.breakReading();
      await assert.rejects(free(tested), (error) => error instanceof UpstreamError && error.transient);
      mend();
      assert.ok((await free(tested)).length > 0);
    });
  });
}
