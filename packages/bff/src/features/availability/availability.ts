import type {
  CombinedCalendar,
  CombinedCalendarQuery,
  PractitionerAvailability,
} from '@botaniqal/shared/contracts/availability.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { mailboxKey, recordsKey } from './reading/ports.ts';
import { AnswerCache } from './showing/answer-cache.ts';
import { offeredVisit, onlyPractitioner, requireShown, usualVisit } from './showing/clinic-calendar.ts';
import { type AvailabilityParts, ShownTimes } from './showing/shown-times.ts';
import { mergeSlots } from './showing/slot-merging.ts';

/** A free time, with everybody who is free then, in the order of the catalogue. */
export interface FreeTime {
  start: Date;
  practitionerIds: readonly string[];
}

/** When whom can be booked. */
export class Availability {
  /** Ready answers of the routes, dropped whenever something changes. */
  readonly answers: AnswerCache;
  readonly #parts: AvailabilityParts;
  readonly #shown: ShownTimes;

  constructor(parts: AvailabilityParts) {
    this.#parts = parts;
    this.answers = new AnswerCache(parts.clock, 2000);
    this.#shown = new ShownTimes(parts, () => this.answers.drop());
  }

  /**
   * @param who.invited whether the person may book the service although it is not open
   * @throws Problem when the visit does not exist, or cannot be booked
   */
  async combined(query: CombinedCalendarQuery, who = { invited: false }): Promise<CombinedCalendar> {
    const { clinic } = this.#parts;
    const offered = onlyPractitioner(offeredVisit(clinic, query.service, query.visit), query.practitioner);
    requireShown(clinic, offered, who);
    const asked = this.#shown.stretchOf(query.from, query.to, query.timeZone);
    const times = await this.#shown.of(offered, asked);
    const { durationMinutes } = offered.visit;
    return {
      service: query.service,
      visit: query.visit,
      timeZone: query.timeZone,
      from: query.from,
      to: query.to,
      practitioners: times.map(({ practitioner, known, starts }) => ({
        id: practitioner.id,
        name: practitioner.name,
        status: known.status,
        asOf: known.asOf === null ? null : isoInstant(known.asOf),
        nextAvailable: starts[0] === undefined ? null : isoInstant(starts[0]),
      })),
      days: mergeSlots(
        times.map(({ practitioner, starts }) => ({ practitionerId: practitioner.id, starts })),
        durationMinutes,
        query.timeZone,
      ),
    };
  }

  /**
   * Everybody's times on one day in the clinic's zone. `nextAvailable` looks up to a month further.
   * @throws Problem when the visit does not exist, or cannot be booked
   */
  async ofPractitioners(query: {
    service: ServiceId;
    date: string;
    visit?: VisitKind | undefined;
  }): Promise<PractitionerAvailability> {
    const { clinic, calendar } = this.#parts;
    const visit = query.visit ?? usualVisit(clinic, query.service);
    const offered = offeredVisit(clinic, query.service, visit);
    requireShown(clinic, offered);
    const onDate = this.#shown.stretchOf(query.date, query.date, clinic.clinic.timeZone);
    const asked = { ...onDate, end: Math.max(onDate.end, onDate.start + calendar.maxWindowDays * dayMs) };
    const times = await this.#shown.of(offered, onDate.start < onDate.end ? asked : onDate);
    return {
      practitioners: times.map(({ practitioner, starts }) => ({
        id: practitioner.id,
        name: practitioner.name,
        type: practitioner.type,
        location: practitioner.location,
        nextAvailable: starts[0] === undefined ? null : isoInstant(starts[0]),
        availableSlots: starts
          .filter((start) => start < onDate.end)
          .map((start) => ({ time: isoInstant(start), duration: offered.visit.durationMinutes })),
      })),
    };
  }

  /**
   * Free times closest to an instant, in order of time: the alternatives to one that is gone. From what is shown,
   * so say `calendarChanged` first, and name in `except` what was just lost.
   */
  async nearestFree(query: {
    service: ServiceId;
    visit: VisitKind;
    around: Date;
    count: number;
    practitionerId?: string;
    except?: readonly Date[];
  }): Promise<FreeTime[]> {
    const { clinic, clock, calendar } = this.#parts;
    const offered = onlyPractitioner(offeredVisit(clinic, query.service, query.visit), query.practitionerId);
    const around = query.around.getTime();
    // A week before and three weeks after, in whole days, so that the windows are those of the page's calendar.
    const from = Math.max(around - 7 * dayMs, clock.now().getTime());
    const to = from + (calendar.maxWindowDays - 1) * dayMs;
    const asked = this.#shown.stretchOf(
      dayOf(new Date(from), clinic.clinic.timeZone),
      dayOf(new Date(to), clinic.clinic.timeZone),
      clinic.clinic.timeZone,
    );
    const lost = new Set(query.except?.map((one) => one.getTime()));
    const free = new Map<number, string[]>();
    for (const { practitioner, starts } of await this.#shown.of(offered, asked)) {
      for (const start of starts.filter((one) => !lost.has(one))) {
        free.set(start, [...(free.get(start) ?? []), practitioner.id]);
      }
    }
    return [...free]
      .sort(([a], [b]) => Math.abs(a - around) - Math.abs(b - around) || a - b)
      .slice(0, query.count)
      .sort(([a], [b]) => a - b)
      .map(([start, practitionerIds]) => ({ start: new Date(start), practitionerIds }));
  }

  /** A practitioner's calendar is known to have changed: what was read before is not shown as current any more. */
  async calendarChanged(practitionerId: string): Promise<void> {
    await this.#parts.versions.bump(practitionerId);
    this.answers.drop();
  }

  /** A practitioner's mailbox is known to have changed, or to be different from what was read. */
  async mailboxChanged(practitionerId: string): Promise<void> {
    await this.#parts.versions.bump(mailboxKey(practitionerId));
    this.answers.drop();
  }

  /** The practice's records are known to be different from what was read. */
  async recordsChanged(practitionerId: string): Promise<void> {
    await this.#parts.versions.bump(recordsKey(practitionerId));
    this.answers.drop();
  }

  /** Something that hides times changed in our own store (a hold, a booking), while the calendar did not. */
  occupiedChanged(): void {
    this.answers.drop();
  }
}
