import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { BusyTime } from '../../../ports/calendar.ts';
import type { Mailboxes } from '../../../ports/mailboxes.ts';
import { type Freshness, type Known, overlap, WindowCache } from './window-cache.ts';
import type { Stretch } from './windows.ts';

/** What is known about the busy times in one practitioner's mailbox. */
export interface KnownBusyTimes extends Pick<Known<BusyTime>, 'status' | 'asOf'> {
  busy: BusyTime[];
}

/** As long as a page can ask for, so that one question costs one reading of a mailbox. */
const windowDays = 62;

/** The busy times of all mailboxes, kept in memory. What a mailbox says beside them is not kept. */
export class MailboxTimes {
  readonly #mailboxes: Mailboxes;
  readonly #cache: WindowCache<string, BusyTime>;

  /** @param onChange told whenever something that was answered may be answered differently now */
  constructor({
    mailboxes,
    ...options
  }: {
    mailboxes: Mailboxes;
    clock: Clock;
    freshness: Freshness;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#mailboxes = mailboxes;
    this.#cache = new WindowCache({
      ...options,
      windowMs: windowDays * dayMs,
      // The practitioner's calendar can be shown without the mailbox, so one that is away does not slow pages down.
      waitsAfterFailure: false,
      keyOf: (practitionerId) => practitionerId,
      isWithin: ({ start, end }, stretch) => overlap({ start: start.getTime(), end: end.getTime() }, stretch),
      async read(practitionerId, { start, end }, signal) {
        const events = await mailboxes.eventsBetween({
          practitionerId,
          from: new Date(start),
          to: new Date(end),
          signal,
        });
        return events
          .filter(({ busy }) => busy)
          .map((event) => ({ practitionerId, start: event.start, end: event.end }));
      },
    });
  }

  /**
   * The busy times that are known; `null` for a practitioner without a mailbox. With `unavailable` nothing is known:
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
    if (!this.#mailboxes.has(practitionerId)) return null;
    const { items, ...known } = await this.#cache.known(practitionerId, asked, version, patience, mustBeLive);
    return { ...known, busy: items };
  }
}
