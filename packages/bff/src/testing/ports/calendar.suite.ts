import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarReader, Scheduler, SchedulingRequest } from '../../ports/calendar.ts';

/** One calendar vendor, real or in memory, with a practitioner who has free times in the coming days. */
export interface CalendarUnderTest {
  reader: CalendarReader;
  scheduler: Scheduler;
  practitionerId: string;
  eventType: string;
  /** A range, shorter than a window, with at least a dozen free times. */
  range: { from: Date; to: Date };
  answers: SchedulingRequest['answers'];
  /** The next booking's answer is lost, before or after the booking was made. */
  loseNextBooking(when: 'before' | 'after'): void;
  /** No booking is accepted for a while. */
  limitBookings(): void;
  /** The calendar cannot be read until the returned function is called. */
  breakReading(): () => void;
}

/** What features may rely on, whoever fills the port. `start` gives a fresh calendar. */
export function calendarSuite(name: string, start: () => Promise<CalendarUnderTest>): void {
  const requestFor = (calendar: CalendarUnderTest, at: Date): SchedulingRequest => ({
    practitionerId: calendar.practitionerId,
    eventType: calendar.eventType,
    bookingId: crypto.randomUUID(),
    start: at,
    invitee: { name: 'Alex Sample', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
    answers: calendar.answers,
  });
  const free = (calendar: CalendarUnderTest): Promise<Date[]> => {
    const { practitionerId, eventType, range } = calendar;
    return calendar.reader.freeStarts({ practitionerId, eventType, ...range });
  };
  const firstFree = async (calendar: CalendarUnderTest): Promise<Date> => {
    const [first] = await free(calendar);
    assert.ok(first);
    return first;
  };
  const isFree = async (calendar: CalendarUnderTest, at: Date): Promise<boolean> =>
    (await free(calendar)).some((one) => one.getTime() === at.getTime());
  const whereIs = ({ bookingId, practitionerId, invitee, start: at }: SchedulingRequest) => ({
    bookingId,
    practitionerId,
    email: invitee.email,
    start: at,
  });

  describe(`calendars ${name}`, () => {
    it('list free starts once each, in order, and only those that were asked for', async () => {
      const calendar = await start();
      const all = (await free(calendar)).map((one) => one.getTime());
      assert.ok(all.length >= 12);
      assert.deepEqual(
        all,
        [...new Set(all)].sort((a, b) => a - b),
      );
      const [from, , , to] = all.slice(2);
      assert.ok(from !== undefined && to !== undefined);
      const { practitionerId, eventType } = calendar;
      const some = await calendar.reader.freeStarts({
        practitionerId,
        eventType,
        from: new Date(from),
        to: new Date(to),
      });
      assert.deepEqual(
        some.map((one) => one.getTime()),
        all.filter((one) => one >= from && one < to),
      );
    });

    it('book a time, which nobody else can have until it is cancelled', async () => {
      const calendar = await start();
      const at = await firstFree(calendar);
      const request = requestFor(calendar, at);
      const outcome = await calendar.scheduler.book(request);
      assert.ok(outcome.kind === 'booked');
      const { appointment } = outcome;
      assert.equal(appointment.start.getTime(), at.getTime());
      assert.equal(appointment.status, 'active');
      assert.equal(await isFree(calendar, at), false);
      assert.deepEqual(await calendar.scheduler.book(requestFor(calendar, at)), { kind: 'slot_taken' });

      const { practitionerId } = calendar;
      const { eventId, inviteeId } = appointment;
      const found = await calendar.scheduler.find(whereIs(request));
      assert.deepEqual([found?.eventId, found?.inviteeId, found?.status], [eventId, inviteeId, 'active']);
      assert.equal((await calendar.scheduler.read({ practitionerId, eventId }))?.status, 'active');

      const cancel = { practitionerId, eventId, reason: 'The patient cancelled' };
      await calendar.scheduler.cancel(cancel);
      await calendar.scheduler.cancel(cancel);
      assert.equal((await calendar.scheduler.read({ practitionerId, eventId }))?.status, 'cancelled');
      assert.equal((await calendar.scheduler.find(whereIs(request)))?.status, 'cancelled');
      assert.equal(await isFree(calendar, at), true);
    });

    it('find nothing that was never booked', async () => {
      const calendar = await start();
      const request = requestFor(calendar, await firstFree(calendar));
      assert.equal(await calendar.scheduler.find(whereIs(request)), null);
      const nowhere = { practitionerId: calendar.practitionerId, eventId: crypto.randomUUID() };
      assert.equal(await calendar.scheduler.read(nowhere), null);
    });

    for (const when of ['before', 'after'] as const) {
      it(`say that they do not know when the answer is lost ${when} the booking was made, and can be asked`, async () => {
        const calendar = await start();
        const request = requestFor(calendar, await firstFree(calendar));
        calendar.loseNextBooking(when);
        assert.equal((await calendar.scheduler.book(request)).kind, 'unknown');
        const found = await calendar.scheduler.find(whereIs(request));
        assert.equal(found?.status, when === 'after' ? 'active' : undefined);
      });
    }

    it('say how long to wait when no booking is accepted, and book nothing', async () => {
      const calendar = await start();
      const at = await firstFree(calendar);
      calendar.limitBookings();
      const outcome = await calendar.scheduler.book(requestFor(calendar, at));
      assert.ok(outcome.kind === 'limited');
      assert.ok(outcome.retryAfterSeconds > 0);
      assert.equal(await isFree(calendar, at), true);
    });

    it('throw what can be acted on when they cannot be read', async () => {
      const calendar = await start();
      const mend = calendar.breakReading();
      await assert.rejects(free(calendar), (error) => error instanceof UpstreamError && error.transient);
      mend();
      assert.ok((await free(calendar)).length > 0);
    });
  });
}
