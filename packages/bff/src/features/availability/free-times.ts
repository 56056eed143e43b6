import type { Clock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarReader, EventTypeRef } from '../../ports/calendar.ts';
import { gaps, type Stretch, windowsToRead } from './windows.ts';

export interface Freshness {
  /** Younger than this, times are shown as they are. */
  freshMs: number;
  /** Younger than this, they are shown while they are read again; older, they are not shown. */
  staleMs: number;
}

/** Free starts as they were read, for one stretch of one event type. */
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
  /** Not asked again before: the vendor said so, or it failed just now. */
  restUntil: number;
}

/** What is known about one event type. */
export interface KnownTimes {
  /** Free starts within what was asked, ascending, in milliseconds. */
  starts: number[];
  status: 'live' | 'stale' | 'unavailable';
  /** When the oldest part was read; `null` when nothing is known. */
  asOf: number | null;
}

const dayMs = 86_400_000;
const longestRestMs = 60_000;

/**
 * Free times per event type, in memory: read in windows of the vendor's full length, once however many ask, shown
 * for a while when they cannot be read again. A wrong cache can only show a time too many or too few: booking asks
 * the vendor.
 */
export class FreeTimes {
  readonly #reader: CalendarReader;
  readonly #clock: Clock;
  readonly #freshness: Freshness;
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  readonly #calendars = new Map<string, Calendar>();

  /** @param onChange told whenever something that was answered may be answered differently now */
  constructor(options: {
    reader: CalendarReader;
    clock: Clock;
    freshness: Freshness;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#reader = options.reader;
    this.#clock = options.clock;
    this.#freshness = options.freshness;
    this.#onChange = options.onChange;
    this.#signal = options.signal;
  }

  /**
   * What can be shown. Starts whatever reading is due, and waits for it (at most until `patience` settles) only
   * where nothing is known that could be shown meanwhile.
   */
  async known(
    ref: EventTypeRef,
    asked: Stretch,
    version: number,
    patience: Promise<void>,
  ): Promise<KnownTimes> {
    const calendar = this.#calendarOf(ref.eventType);
    const now = this.#clock.now().getTime();
    const fresh = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < this.#freshness.freshMs,
    );
    const showable = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < this.#freshness.staleMs,
    );
    const underWay = calendar.readings.filter((one) => one.version >= version);
    if (now >= calendar.restUntil) {
      const windowMs = this.#reader.maxWindowDays * dayMs;
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

  #read(ref: EventTypeRef, calendar: Calendar, window: Stretch, version: number): Reading {
    const reading: Reading = { ...window, version, done: Promise.resolve() };
    reading.done = this.#reader
      .freeStarts({
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

  /** The new reading replaces whatever older ones said about its stretch. */
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

  #calendarOf(eventType: string): Calendar {
    let calendar = this.#calendars.get(eventType);
    if (!calendar) {
      calendar = { segments: [], readings: [], failures: 0, restUntil: 0 };
      this.#calendars.set(eventType, calendar);
    }
    return calendar;
  }
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}
