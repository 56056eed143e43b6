import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../../platform/clock.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { OfferedStarts, PractitionerVisit } from '../../../ports/calendar.ts';
import { gaps, type Stretch, windowsToRead } from './windows.ts';

export interface Freshness {
  /** Younger than this, times are shown as they are. */
  freshMs: number;
  /** Younger than this, they are shown while they are read again; older, they are not shown. */
  staleMs: number;
}

/** Offered starts as they were read, for one stretch of time of one practitioner's visit. */
interface Segment extends Stretch {
  starts: number[];
  readAt: number;
  /** The calendar's version before the reading began. */
  version: number;
}

interface Reading extends Stretch {
  version: number;
  /** Settles when the reading is over, well or badly; never rejects. */
  done: Promise<void>;
}

interface Calendar {
  segments: Segment[];
  readings: Reading[];
  failures: number;
  /** Not asked again before this instant: the calendar said so, or a reading failed just now. */
  restUntil: number;
}

/** What is known about the offered starts of one practitioner's visit. */
export interface KnownTimes {
  /** Offered starts within the asked stretch, ascending, in milliseconds. */
  starts: number[];
  status: 'live' | 'stale' | 'unavailable';
  /** When the oldest part was read; `null` when nothing is known. */
  asOf: number | null;
}

const longestRestMs = 60_000;

/**
 * A cache in memory of offered starts, by practitioner and visit. It reads windows of the longest length that the
 * calendar allows, once for all who ask, and shows old starts for a while when a calendar cannot be read again.
 * A wrong cache can only show a time too many or too few: booking asks the calendar itself.
 */
export class FreeTimes {
  readonly #calendar: OfferedStarts;
  readonly #clock: Clock;
  readonly #freshness: Freshness;
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  readonly #calendars = new Map<string, Calendar>();

  /** @param onChange told whenever something that was answered may be answered differently now */
  constructor(options: {
    calendar: OfferedStarts;
    clock: Clock;
    freshness: Freshness;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#calendar = options.calendar;
    this.#clock = options.clock;
    this.#freshness = options.freshness;
    this.#onChange = options.onChange;
    this.#signal = options.signal;
  }

  /**
   * The times that can be shown. It starts each reading that is due, and waits for it (at most until `patience`
   * settles) only where no earlier reading can be shown meanwhile.
   */
  async known(
    ref: PractitionerVisit,
    asked: Stretch,
    version: number,
    patience: Promise<void>,
  ): Promise<KnownTimes> {
    const calendar = this.#calendarOf(ref);
    const now = this.#clock.now().getTime();
    const fresh = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < this.#freshness.freshMs,
    );
    const showable = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < this.#freshness.staleMs,
    );
    const underWay = calendar.readings.filter((one) => one.version >= version);
    if (now >= calendar.restUntil) {
      const windowMs = this.#calendar.maxWindowDays * dayMs;
      for (const window of windowsToRead(asked, [...fresh, ...underWay], windowMs)) {
        underWay.push(this.#read(ref, calendar, window, version));
      }
    }
    const missing = gaps(asked, showable);
    const awaited = underWay.filter((one) => missing.some((gap) => overlap(gap, one)));
    if (awaited.length > 0) await Promise.race([Promise.all(awaited.map((one) => one.done)), patience]);
    return this.#summary(calendar, asked, version);
  }

  #summary(calendar: Calendar, asked: Stretch, version: number): KnownTimes {
    const now = this.#clock.now().getTime();
    // Times from before a known change are better than none, as long as they say how old they are.
    const shown = calendar.segments.filter(
      (one) => overlap(one, asked) && now - one.readAt < this.#freshness.staleMs,
    );
    if (shown.length === 0) return { starts: [], status: 'unavailable', asOf: null };
    const live =
      gaps(asked, shown).length === 0 &&
      shown.every((one) => one.version >= version && now - one.readAt < this.#freshness.freshMs);
    return {
      starts: shown.flatMap((one) => one.starts.filter((start) => start >= asked.start && start < asked.end)),
      status: live ? 'live' : 'stale',
      asOf: Math.min(...shown.map((one) => one.readAt)),
    };
  }

  #read(ref: PractitionerVisit, calendar: Calendar, window: Stretch, version: number): Reading {
    const reading: Reading = { ...window, version, done: Promise.resolve() };
    reading.done = this.#calendar
      .offeredStarts({
        ...ref,
        from: new Date(window.start),
        to: new Date(window.end),
        signal: this.#signal,
      })
      .then(
        (starts) => this.#keep(calendar, window, version, starts),
        (error: unknown) => this.#rest(calendar, error),
      )
      .finally(() => {
        calendar.readings = calendar.readings.filter((one) => one !== reading);
        this.#onChange();
      });
    calendar.readings.push(reading);
    return reading;
  }

  /** The new reading replaces older readings of its stretch. */
  #keep(calendar: Calendar, window: Stretch, version: number, starts: readonly Date[]): void {
    const now = this.#clock.now().getTime();
    const rest = calendar.segments
      .filter((one) => now - one.readAt < this.#freshness.staleMs)
      .flatMap((one) =>
        gaps(one, [window]).map((left) => ({
          ...one,
          ...left,
          starts: one.starts.filter((start) => start >= left.start && start < left.end),
        })),
      );
    const added = { ...window, version, readAt: now, starts: starts.map((start) => start.getTime()) };
    calendar.segments = [...rest, added].sort((a, b) => a.start - b.start);
    calendar.failures = 0;
    calendar.restUntil = 0;
  }

  /** After a failure, a calendar is left alone for as long as the vendor asks, or a little longer each time. */
  #rest(calendar: Calendar, error: unknown): void {
    calendar.failures += 1;
    const advised = error instanceof UpstreamError ? error.retryAfterSeconds : undefined;
    const restMs =
      advised === undefined ? Math.min(1000 * 2 ** (calendar.failures - 1), 15_000) : advised * 1000;
    calendar.restUntil = this.#clock.now().getTime() + Math.min(restMs, longestRestMs);
  }

  #sourceOf(ref: PractitionerVisit): string | undefined {
    try {
      return this.#calendar.sourceOf?.(ref);
    } catch {
      // The reading itself says that there is no such visit.
      return undefined;
    }
  }

  #calendarOf(ref: PractitionerVisit): Calendar {
    const { practitionerId, service, visit } = ref;
    // A calendar's versions are counted for each practitioner.
    const key = `${practitionerId} ${this.#sourceOf(ref) ?? `${service} ${visit}`}`;
    let calendar = this.#calendars.get(key);
    if (!calendar) {
      calendar = { segments: [], readings: [], failures: 0, restUntil: 0 };
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}
