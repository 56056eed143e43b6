import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { BusySource, BusyTime, BusyTimes, OfferedStarts } from '../../../ports/calendar.ts';
import type { Mailboxes } from '../../../ports/mailboxes.ts';
import type { FailOver } from '../fail-over/fail-over.ts';
import { FreeTimes, type KnownTimes } from '../reading/free-times.ts';
import { type CalendarVersions, mailboxKey, recordsKey } from '../reading/ports.ts';
import { busyInMailboxes, type KnownBusyTimes, ReadBusyTimes } from '../reading/read-busy-times.ts';
import type { Freshness } from '../reading/window-cache.ts';
import type { Stretch } from '../reading/windows.ts';
import type { ClinicCalendar, OfferedVisit } from './clinic-calendar.ts';
import { startOfDay } from './day-range.ts';
import { type ShowingRules, shownStarts } from './slot-merging.ts';

const minute = 60_000;

/** Records are often slow, and rarely have what the calendar does not: a page waits for them for no longer than this. */
const recordsPatienceMs = 1000;

export interface AvailabilityParts {
  clinic: ClinicCalendar;
  /** The calendar that offers starts. */
  calendar: OfferedStarts;
  /** The sources of busy times in our own store: holds and bookings. */
  busy: readonly BusyTimes[];
  /** The practitioners' mailboxes. A time that is busy there is not shown, even when the calendar offers it. */
  mailboxes?: Mailboxes | null;
  /** Appointments that were typed into the practice's records. Their times are not shown, either. */
  recorded?: BusySource | null;
  /** What replaces a calendar that is away. Left out: nothing does. */
  failOver?: FailOver | null;
  versions: CalendarVersions;
  clock: Clock;
  /** Aborted when the server stops: ends the readings that are still running. */
  stopping?: AbortSignal;
  freshness?: Freshness;
  /** How long an answer waits for calendars that were never read; the readings go on and fill the cache. */
  patienceMs?: number;
}

export interface PractitionerTimes {
  practitioner: OfferedVisit['practitioners'][number];
  known: KnownTimes;
  /** What may be shown of it. */
  starts: number[];
}

/** The offered starts that may be shown: without busy times, and neither too soon nor too far ahead. */
export class ShownTimes {
  readonly #parts: AvailabilityParts;
  readonly #freeTimes: FreeTimes;
  readonly #mailboxTimes: ReadBusyTimes | null;
  readonly #recordedTimes: ReadBusyTimes | null;

  /** @param onChange told whenever a calendar was read, well or badly */
  constructor(parts: AvailabilityParts, onChange: () => void) {
    this.#parts = parts;
    const options = {
      clock: parts.clock,
      freshness: parts.freshness ?? {
        freshMs: parts.clinic.calendars.freshSeconds * 1000,
        staleMs: 30 * minute,
      },
      onChange,
      signal: parts.stopping ?? new AbortController().signal,
    };
    this.#freeTimes = new FreeTimes({
      ...options,
      calendar: parts.calendar,
    });
    this.#mailboxTimes = parts.mailboxes
      ? new ReadBusyTimes({ ...options, source: busyInMailboxes(parts.mailboxes) })
      : null;
    this.#recordedTimes = parts.recorded ? new ReadBusyTimes({ ...options, source: parts.recorded }) : null;
  }

  /** The instants of whole days, without those in the past and beyond the horizon; empty when nothing is left. */
  stretchOf(from: string, to: string, timeZone: string): Stretch {
    const { clinic, clock } = this.#parts;
    const today = dayOf(clock.now(), timeZone);
    const last = addDays(today, clinic.booking.horizonDays);
    const first = from < today ? today : from;
    const final = to > last ? last : to;
    if (first > final) return { start: 0, end: 0 };
    return {
      start: startOfDay(first, timeZone).getTime(),
      end: startOfDay(addDays(final, 1), timeZone).getTime(),
    };
  }

  /** What may be shown of everybody who offers the visit, in the order of the catalogue. */
  async of(offered: OfferedVisit, asked: Stretch): Promise<PractitionerTimes[]> {
    const { versions, failOver, patienceMs = 2500 } = this.#parts;
    const { practitioners, visit } = offered;
    if (asked.start >= asked.end) {
      const known: KnownTimes = { starts: [], status: 'live', asOf: null };
      return practitioners.map((practitioner) => ({ practitioner, known, starts: [] }));
    }
    const [busy, current, outages] = await Promise.all([
      this.#busyOf(offered, asked.start, asked.end + visit.durationMinutes * minute),
      versions.current(),
      failOver?.outages(),
    ]);
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    const soon = Promise.withResolvers<void>();
    const soonTimer = setTimeout(soon.resolve, Math.min(patienceMs, recordsPatienceMs));
    try {
      return await Promise.all(
        practitioners.map(async (practitioner) => {
          const ref = { practitionerId: practitioner.id, service: offered.service, visit: visit.kind };
          const version = current.get(practitioner.id) ?? 0;
          // The last visit of the stretch can end after it.
          const whole = { start: asked.start, end: asked.end + visit.durationMinutes * minute };
          const mailboxVersion = current.get(mailboxKey(practitioner.id)) ?? 0;
          const outage = outages?.get(practitioner.id);
          const isDue = failOver?.isDue(practitioner.id, outage) ?? false;
          // Each page would wait for a calendar that is certainly away. The reading goes on, and ends the outage.
          const noWait = isDue && outage && failOver?.isProven(outage);
          const recordsVersion = current.get(recordsKey(practitioner.id)) ?? 0;
          const [offers, mailbox, recorded] = await Promise.all([
            this.#freeTimes.known(ref, asked, version, noWait ? Promise.resolve() : patience),
            this.#mailboxTimes?.known(practitioner.id, whole, mailboxVersion, patience, isDue) ?? null,
            this.#recordedTimes?.known(practitioner.id, whole, recordsVersion, soon.promise) ?? null,
          ]);
          const allBusy = [...busy, ...(mailbox?.busy ?? []), ...(recorded?.busy ?? [])];
          const replaced = isDue && offers.status !== 'live' && mailbox?.status === 'live';
          const known: KnownTimes =
            replaced && failOver
              ? {
                  starts: failOver.startsOf(practitioner.id, visit, asked, allBusy),
                  status: 'fallback',
                  asOf: mailbox.asOf,
                }
              : withMailbox(offers, mailbox);
          const times = { practitionerId: practitioner.id, starts: known.starts };
          return { practitioner, known, starts: shownStarts(times, allBusy, this.#rules(visit)) };
        }),
      );
    } finally {
      clearTimeout(timer);
      clearTimeout(soonTimer);
    }
  }

  /** What all sources know, together. */
  async #busyOf({ practitioners }: OfferedVisit, from: number, to: number): Promise<BusyTime[]> {
    const query = {
      practitionerIds: practitioners.map((one) => one.id),
      from: new Date(from),
      to: new Date(to),
    };
    const answers = await Promise.all(this.#parts.busy.map((source) => source.between(query)));
    return answers.flat();
  }

  /** When a start may be shown, now. */
  #rules({ durationMinutes }: { durationMinutes: number }): ShowingRules {
    const { clinic, clock } = this.#parts;
    return {
      now: clock.now().getTime(),
      minimumNoticeMinutes: clinic.booking.minimumNoticeMinutes,
      horizonDays: clinic.booking.horizonDays,
      durationMinutes,
    };
  }
}

/** Times are only as current as the mailbox that they were compared with. Without it, they are said not to be current. */
function withMailbox(offers: KnownTimes, mailbox: KnownBusyTimes | null): KnownTimes {
  if (!mailbox || offers.status === 'unavailable') return offers;
  const ages = [offers.asOf, mailbox.asOf].filter((one) => one !== null);
  return {
    starts: offers.starts,
    status: mailbox.status === 'live' ? offers.status : 'stale',
    asOf: Math.min(...ages),
  };
}
