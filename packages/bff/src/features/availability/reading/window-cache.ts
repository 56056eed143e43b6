import type { Clock } from '../../../platform/clock.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { gaps, type Stretch, windowsToRead } from './windows.ts';

export interface Freshness {
  /** Younger than this, times are shown as they are. */
  freshMs: number;
  /** Younger than this, they are shown while they are read again; older, they are not shown. */
  staleMs: number;
}

/** Items as they were read, for one stretch of time of one calendar. */
interface Segment<Item> extends Stretch {
  items: readonly Item[];
  readAt: number;
  /** The calendar's version before the reading began. */
  version: number;
}

interface Reading extends Stretch {
  version: number;
  /** Settles when the reading is over, well or badly; never rejects. */
  done: Promise<void>;
}

interface Calendar<Item> {
  segments: Segment<Item>[];
  readings: Reading[];
  failures: number;
  /** Not asked again before this instant: the calendar said so, or a reading failed just now. */
  restUntil: number;
}

/** What is known about one stretch of a calendar. */
export interface Known<Item> {
  /** The items of the asked stretch. An item that reaches over two readings can be there twice. */
  items: Item[];
  status: 'live' | 'stale' | 'unavailable';
  /** When the oldest part was read, in milliseconds; `null` when nothing is known. */
  asOf: number | null;
}

export interface WindowCacheOptions<Ref, Item> {
  /** Reads one window. @throws UpstreamError */
  read(ref: Ref, window: Stretch, signal: AbortSignal): Promise<readonly Item[]>;
  /** The longest window that one reading can have. */
  windowMs: number;
  /** The same text for what is the same calendar. */
  keyOf(ref: Ref): string;
  /** Whether an item belongs to a stretch. */
  isWithin(item: Item, stretch: Stretch): boolean;
  /** Whether an answer waits for a calendar of which nothing is known, although its last reading has failed. */
  waitsAfterFailure: boolean;
  clock: Clock;
  freshness: Freshness;
  /** Told whenever something that was answered may be answered differently now. */
  onChange: () => void;
  signal: AbortSignal;
}

const longestRestMs = 60_000;

/**
 * A cache in memory of what calendars contain. It reads windows of the longest length that the calendar allows, once for
 * all who ask, and keeps old readings for a while when a calendar cannot be read again. A wrong cache can only show a
 * time too many or too few: booking asks the calendars themselves.
 */
export class WindowCache<Ref, Item> {
  readonly #options: WindowCacheOptions<Ref, Item>;
  readonly #calendars = new Map<string, Calendar<Item>>();

  constructor(options: WindowCacheOptions<Ref, Item>) {
    this.#options = options;
  }

  /**
   * What can be shown. It starts each reading that is due, and waits for it (at most until `patience`
   * settles) only where no earlier reading can be shown meanwhile.
   * @param mustBeLive an earlier reading that is not fresh is not enough, so the answer waits
   */
  async known(
    ref: Ref,
    asked: Stretch,
    version: number,
    patience: Promise<void>,
    mustBeLive = false,
  ): Promise<Known<Item>> {
    const { clock, freshness, windowMs, waitsAfterFailure } = this.#options;
    const calendar = this.#calendarOf(ref);
    const now = clock.now().getTime();
    const fresh = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < freshness.freshMs,
    );
    const showable = calendar.segments.filter(
      (one) => one.version >= version && now - one.readAt < freshness.staleMs,
    );
    const underWay = calendar.readings.filter((one) => one.version >= version);
    if (now >= calendar.restUntil) {
      for (const window of windowsToRead(asked, [...fresh, ...underWay], windowMs)) {
        underWay.push(this.#read(ref, calendar, window, version));
      }
    }
    const missing = gaps(asked, mustBeLive ? fresh : showable);
    const waits = calendar.failures === 0 || waitsAfterFailure;
    const awaited = waits ? underWay.filter((one) => missing.some((gap) => overlap(gap, one))) : [];
    if (awaited.length > 0) await Promise.race([Promise.all(awaited.map((one) => one.done)), patience]);
    return this.#summary(calendar, asked, version);
  }

  #summary(calendar: Calendar<Item>, asked: Stretch, version: number): Known<Item> {
    const { clock, freshness, isWithin } = this.#options;
    const now = clock.now().getTime();
    // Times from before a known change are better than none, as long as they say how old they are.
    const shown = calendar.segments.filter(
      (one) => overlap(one, asked) && now - one.readAt < freshness.staleMs,
    );
    if (shown.length === 0) return { items: [], status: 'unavailable', asOf: null };
    const live =
      gaps(asked, shown).length === 0 &&
      shown.every((one) => one.version >= version && now - one.readAt < freshness.freshMs);
    return {
      items: shown.flatMap((one) => one.items.filter((item) => isWithin(item, asked))),
      status: live ? 'live' : 'stale',
      asOf: Math.min(...shown.map((one) => one.readAt)),
    };
  }

  #read(ref: Ref, calendar: Calendar<Item>, window: Stretch, version: number): Reading {
    const { read, onChange, signal } = this.#options;
    const reading: Reading = { ...window, version, done: Promise.resolve() };
    reading.done = read(ref, window, signal)
      .then(
        (items) => this.#keep(calendar, window, version, items),
        (error: unknown) => this.#rest(calendar, error),
      )
      .finally(() => {
        calendar.readings = calendar.readings.filter((one) => one !== reading);
        onChange();
      });
    calendar.readings.push(reading);
    return reading;
  }

  /** The new reading replaces older readings of its stretch. */
  #keep(calendar: Calendar<Item>, window: Stretch, version: number, items: readonly Item[]): void {
    const { clock, freshness, isWithin } = this.#options;
    const now = clock.now().getTime();
    const rest = calendar.segments
      .filter((one) => now - one.readAt < freshness.staleMs)
      .flatMap((one) =>
        gaps(one, [window]).map((left) => ({
          ...one,
          ...left,
          items: one.items.filter((item) => isWithin(item, left)),
        })),
      );
    const added = { ...window, version, readAt: now, items };
    calendar.segments = [...rest, added].sort((a, b) => a.start - b.start);
    calendar.failures = 0;
    calendar.restUntil = 0;
  }

  /** After a failure, a calendar is left alone for as long as the vendor asks, or a little longer each time. */
  #rest(calendar: Calendar<Item>, error: unknown): void {
    calendar.failures += 1;
    const advised = error instanceof UpstreamError ? error.retryAfterSeconds : undefined;
    const restMs =
      advised === undefined ? Math.min(1000 * 2 ** (calendar.failures - 1), 15_000) : advised * 1000;
    calendar.restUntil = this.#options.clock.now().getTime() + Math.min(restMs, longestRestMs);
  }

  #calendarOf(ref: Ref): Calendar<Item> {
    const key = this.#options.keyOf(ref);
    let calendar = this.#calendars.get(key);
    if (!calendar) {
      calendar = { segments: [], readings: [], failures: 0, restUntil: 0 };
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }
}

export function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}
