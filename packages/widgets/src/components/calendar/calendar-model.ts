import type { CalendarSlot, CalendarStatus } from '@botaniqal/shared/contracts/availability.ts';
import { byDay } from '@botaniqal/shared/time/day-slots.ts';

export type Slot = CalendarSlot;

/** A practitioner with a tab. */
export interface Person {
  id: string;
  name: string;
  status: CalendarStatus;
  /** The instant at which this calendar was read; `null` when it has not been read. */
  asOf: string | null;
  /** The first free start; `null` when the loaded times have none. */
  nextAvailable: string | null;
  /** The way of meeting, such as "by video"; empty when it is not known. */
  place: string;
}

/** The time that the patient chose. */
export interface Chosen {
  /** Instant in UTC. */
  start: string;
  practitionerId: string;
  durationMinutes: number;
  /** The patient did not choose a practitioner, so the calendar took the first one who is free. */
  anyone: boolean;
}

/** The state of the times: no service is chosen yet, loading, loaded, or failed. */
export type CalendarState = 'waiting' | 'loading' | 'ready' | 'failed';

/** The tab that shows all practitioners. */
export const everybody = 'all';

/** A day with at most this many free times is marked as having few. */
export const fewLeft = 2;

/** Whether a slot is offered in a tab: a practitioner of the tab is free, and the time was not lost. */
export function isOffered({ start, practitionerIds }: Slot, tab: string, lost: string): boolean {
  return start !== lost && (tab === everybody || practitionerIds.includes(tab));
}

/** The free times of one tab, on the days of one zone. Days are in order. */
export class FreeTimes {
  /** Each day that has times, in order, with its slots in order. */
  readonly days: ReadonlyMap<string, readonly Slot[]>;
  readonly #order: readonly string[];

  constructor(slots: readonly Slot[], zone: string, tab: string, lost: string) {
    this.days = byDay(
      slots.filter((slot) => isOffered(slot, tab, lost)),
      zone,
    );
    this.#order = [...this.days.keys()];
  }

  on(day: string): readonly Slot[] {
    return this.days.get(day) ?? [];
  }

  /** The days of a month that have times. */
  inMonth(month: string): readonly string[] {
    return this.#order.filter((day) => day.startsWith(month));
  }

  /** The first day with times after a day (or the very first). */
  after(day = ''): string | undefined {
    return this.#order.find((other) => other > day);
  }

  /** The last day with times before a day. */
  before(day: string): string | undefined {
    return this.#order.filter((other) => other < day).at(-1);
  }
}

/** The calendars in view that have a status. */
export function withStatus(people: readonly Person[], tab: string, wanted: Person['status']): Person[] {
  return people.filter(({ id, status }) => status === wanted && (tab === everybody || id === tab));
}

/** The oldest reading among the stale calendars in view, for the line that tells its age. */
export function oldestReading(people: readonly Person[], tab: string): string | undefined {
  return withStatus(people, tab, 'stale')
    .flatMap(({ asOf }) => asOf ?? [])
    .sort()[0];
}
