import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { OfferedStarts, PractitionerVisit } from '../../../ports/calendar.ts';
import { type Freshness, type Known, WindowCache } from './window-cache.ts';
import type { Stretch } from './windows.ts';

/** What is known about the offered starts of one practitioner's visit. */
export interface KnownTimes extends Pick<Known<number>, 'asOf'> {
  /** `fallback`: from working hours, while the calendar is away (`fail-over/`). */
  status: Known<number>['status'] | 'fallback';
  /** Offered starts within the asked stretch, ascending, in milliseconds. */
  starts: number[];
}

/** The offered starts of all calendars, kept in memory. */
export class FreeTimes {
  readonly #cache: WindowCache<PractitionerVisit, number>;

  /** @param onChange told whenever something that was answered may be answered differently now */
  constructor({
    calendar,
    ...options
  }: {
    calendar: OfferedStarts;
    clock: Clock;
    freshness: Freshness;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#cache = new WindowCache({
      ...options,
      windowMs: calendar.maxWindowDays * dayMs,
      waitsAfterFailure: true,
      // A calendar's versions are counted for each practitioner.
      keyOf: (ref) => `${ref.practitionerId} ${sourceOf(calendar, ref) ?? `${ref.service} ${ref.visit}`}`,
      isWithin: (start, stretch) => start >= stretch.start && start < stretch.end,
      async read(ref, { start, end }, signal) {
        const starts = await calendar.offeredStarts({
          ...ref,
          from: new Date(start),
          to: new Date(end),
          signal,
        });
        return starts.map((one) => one.getTime());
      },
    });
  }

  /** The times that can be shown. See `WindowCache.known`. */
  async known(
    ref: PractitionerVisit,
    asked: Stretch,
    version: number,
    patience: Promise<void>,
  ): Promise<KnownTimes> {
    const { items, ...known } = await this.#cache.known(ref, asked, version, patience);
    return { ...known, starts: items };
  }
}

function sourceOf(calendar: OfferedStarts, ref: PractitionerVisit): string | undefined {
  try {
    return calendar.sourceOf?.(ref);
  } catch {
    // The reading itself says that there is no such visit.
    return undefined;
  }
}
