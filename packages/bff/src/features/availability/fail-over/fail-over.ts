import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { WorkingHours } from '../../../config/clinic/working-hours.ts';
import type { Clock } from '../../../platform/clock.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { BusyTime, OfferedStarts, PractitionerVisit } from '../../../ports/calendar.ts';
import type { Mailboxes } from '../../../ports/mailboxes.ts';
import type { Stretch } from '../reading/windows.ts';
import { type CalendarOutages, isForgotten, type Outage } from './outages.ts';
import { freeTimesFromWorkingHours } from './working-times.ts';

/** The part of `clinic.yaml` that fail-over needs. All of `clinic.yaml` fits. */
interface FailOverSettings {
  clinic: { timeZone: string };
  calendars: { failoverAfterMinutes: number; closedDays: readonly string[] };
  practitioners: readonly { id: string; workingHours: WorkingHours }[];
}

export interface FailOverParts {
  clinic: FailOverSettings;
  outages: CalendarOutages;
  /** The calendar that is away. Its readings note when it is back: `noteOutages`. */
  calendar: OfferedStarts;
  mailboxes: Mailboxes;
  clock: Clock;
}

/** A reading that failed longer ago than this does not prove that the calendar is still away. */
const provenMs = 2 * minuteMs;
/** How long a booking waits for a calendar that was away when it was last read. */
const probeMs = 1500;

/**
 * What replaces a calendar that cannot be read for a while: the practitioner's working hours, minus what is busy in the
 * mailbox and in our own store. A practitioner without a mailbox has no fail-over: what is busy would be guessed.
 */
export class FailOver {
  readonly #parts: FailOverParts;

  constructor(parts: FailOverParts) {
    this.#parts = parts;
  }

  /** All outages, by practitioner. */
  outages(): Promise<ReadonlyMap<string, Outage>> {
    return this.#parts.outages.current();
  }

  /** Whether an outage has lasted long enough for fail-over. */
  isDue(practitionerId: string, outage: Outage | undefined): boolean {
    const { clinic, clock, mailboxes } = this.#parts;
    if (!outage || isForgotten(outage, clock.now()) || !mailboxes.has(practitionerId)) return false;
    const lasted = clock.now().getTime() - outage.since.getTime();
    return lasted >= clinic.calendars.failoverAfterMinutes * minuteMs;
  }

  /** Whether it is certain that the calendar is still away, so that a page need not wait for another reading. */
  isProven(outage: Outage): boolean {
    return this.#parts.clock.now().getTime() - outage.failedAt.getTime() < provenMs;
  }

  /** Free starts from working hours. The notice of the clinic is left to the caller. */
  startsOf(
    practitionerId: string,
    visit: { durationMinutes: number },
    asked: Stretch,
    busy: readonly BusyTime[],
  ): number[] {
    const { clinic } = this.#parts;
    const practitioner = clinic.practitioners.find(({ id }) => id === practitionerId);
    if (!practitioner) return [];
    const week = {
      hours: practitioner.workingHours,
      timeZone: clinic.clinic.timeZone,
      closedDays: clinic.calendars.closedDays,
    };
    const theirs = busy
      .filter((one) => one.practitionerId === practitionerId)
      .map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
    return freeTimesFromWorkingHours(week, visit, asked, { busy: theirs, earliest: asked.start });
  }

  /** The practitioners for whom fail-over is on now, as far as readings have told. */
  async active(): Promise<string[]> {
    const outages = await this.outages();
    return [...outages].flatMap(([id, outage]) => (this.isDue(id, outage) ? [id] : []));
  }

  /**
   * Whether a booking goes into the mailbox now. A calendar whose last reading is some minutes old is read once more,
   * for a short time: perhaps it is back.
   */
  async isOn(visit: PractitionerVisit & { start: Date }): Promise<boolean> {
    const { practitionerId } = visit;
    const outage = (await this.outages()).get(practitionerId);
    if (!outage || !this.isDue(practitionerId, outage)) return false;
    return this.isProven(outage) || !(await this.#isBack(visit));
  }

  async #isBack({ start, ...visit }: PractitionerVisit & { start: Date }): Promise<boolean> {
    const to = new Date(start.getTime() + minuteMs);
    const query = { ...visit, from: start, to, forBooking: true, signal: AbortSignal.timeout(probeMs) };
    try {
      await this.#parts.calendar.offeredStarts(query);
      return true;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return error.reason === 'rate_limited' || error.reason === 'not_found' || error.reason === 'rejected';
    }
  }

  /**
   * Whether working hours and mailbox leave this start free, read now. The booking's own event does not count.
   * @throws UpstreamError when the mailbox cannot be read
   */
  async isStartFree(
    { practitionerId, start, durationMinutes, bookingId }: FallbackTime,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { mailboxes } = this.#parts;
    // The longest buffer of `clinic.yaml` is four hours.
    const around = 240 * minuteMs;
    const end = start.getTime() + durationMinutes * minuteMs;
    const events = await mailboxes.eventsBetween({
      practitionerId,
      from: new Date(start.getTime() - around),
      to: new Date(end + around),
      ...(signal ? { signal } : {}),
    });
    const busy = events
      .filter((event) => event.busy && event.bookingId !== bookingId)
      .map((event) => ({ practitionerId, start: event.start, end: event.end }));
    const asked = { start: start.getTime(), end: start.getTime() + 1 };
    return this.startsOf(practitionerId, { durationMinutes }, asked, busy).length > 0;
  }
}

export interface FallbackTime {
  practitionerId: string;
  start: Date;
  durationMinutes: number;
  bookingId: string;
}
