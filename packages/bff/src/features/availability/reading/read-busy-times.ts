import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { BusySource, BusyTime } from '../../../ports/calendar.ts';
import type { Mailboxes } from '../../../ports/mailboxes.ts';
import { type Freshness, type Known, overlap, WindowCache } from './window-cache.ts';
import type { Stretch } from './windows.ts';

/** What is known about one practitioner's busy times in another system. */
export interface KnownBusyTimes extends Pick<Known<BusyTime>, 'status' | 'asOf'> {
  busy: BusyTime[];
}

/** As long as a page can ask for, so that one question costs one reading. */
const windowDays = 62;

/** The busy times that mailboxes or records have, kept in memory. What they say beside them is not kept. */
export class ReadBusyTimes {
  readonly #source: BusySource;
  readonly #cache: WindowCache<string, BusyTime>;

  /** @param onChange told whenever something that was answered may be answered differently now */
  constructor({
    source,
    ...options
  }: {
    source: BusySource;
    clock: Clock;
    freshness: Freshness;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#source = source;
    this.#cache = new WindowCache({
      ...options,
      windowMs: windowDays * dayMs,
      // The practitioner's calendar can be shown without it, so a system that is away does not slow pages down.
      waitsAfterFailure: false,
      keyOf: (practitionerId) => practitionerId,
      isWithin: ({ start, end }, stretch) => overlap({ start: start.getTime(), end: end.getTime() }, stretch),
      read: (practitionerId, { start, end }, signal) =>
        source.busyBetween({ practitionerId, from: new Date(start), to: new Date(end), signal }),
    });
  }

  /**
   * The busy times that are known; `null` for a practitioner whom it does not know. With `unavailable` nothing is known:
   * the practitioner is not guessed to be busy, and not said to be certainly free.
   * @param mustBeLive wait for a reading that is under way, although an older one could be shown
   */
  async known(
    practitionerId: string,
    asked: Stretch,
    version: number,
    patience: Promise<void>,
    mustBeLive = false,
  ): Promise<KnownBusyTimes | null> {
    if (!this.#source.has(practitionerId)) return null;
    const { items, ...known } = await this.#cache.known(practitionerId, asked, version, patience, mustBeLive);
    return { ...known, busy: items };
  }
}

/** The busy times of mailboxes. */
export function busyInMailboxes(mailboxes: Pick<Mailboxes, 'has' | 'eventsBetween'>): BusySource {
  return {
    has: (practitionerId) => mailboxes.has(practitionerId),
    async busyBetween(query) {
      const events = await mailboxes.eventsBetween(query);
      return events
        .filter(({ busy }) => busy)
        .map(({ start, end }) => ({ practitionerId: query.practitionerId, start, end }));
    },
  };
}
