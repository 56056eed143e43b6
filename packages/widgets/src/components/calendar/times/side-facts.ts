import type { Month } from '@botaniqal/shared/time/month-grid.ts';
import type { CalendarState, FreeTimes, Person } from '../calendar-model.ts';
import type { SlotActs, SlotFacts } from './slot-list.ts';

/** What the panel beside the month shows. */
export interface SideFacts extends Omit<SlotFacts, 'slots'> {
  state: CalendarState;
  locale: string;
  month: Month;
  free: FreeTimes;
  /** Whether the times of the month in view are loaded. */
  known: boolean;
  /** The last day that can be booked. */
  lastDay: string;
  /** The first month that is not loaded yet; `undefined` when all that can be booked is loaded. */
  later: Month | undefined;
  /** All calendars were read, and none has a free time. */
  noneFree: boolean;
  /** The practitioner of the tab in view, when their calendar could not be read. */
  unchecked: Person | undefined;
  problem: string;
  /** Trying again cannot help. */
  final: boolean;
  busy: boolean;
  phone: string;
}

export interface SideActs extends SlotActs {
  goTo: (day: string) => void;
  lookLater: (month: Month) => void;
  retry: () => void;
  showEverybody: () => void;
  /** Draws the calendar again. */
  redraw: () => void;
  /** Opens the waitlist for a time that comes free. */
  wait: () => void;
}
