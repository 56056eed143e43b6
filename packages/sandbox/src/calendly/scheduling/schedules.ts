import { inventedId } from '../../control/invented-id.ts';
import type { Interval, Schedule, Weekday } from '../model.ts';

/** A week in words: `mon wed fri 09:00-12:30`, several separated by commas. */
interface Pattern {
  week: string;
  otherEventsPercent: number;
}

/** Believable and different, so that every kind of calendar can be seen: full, half days, evenings, hardly any. */
const known: Record<string, Pattern> = {
  consultant: {
    week: 'mon tue wed thu fri 09:00-12:30, mon tue wed thu fri 13:00-17:00',
    otherEventsPercent: 40,
  },
  dr_dia: { week: 'mon wed fri 09:00-12:30', otherEventsPercent: 30 },
  dr_shivani: { week: 'tue thu 13:00-17:30', otherEventsPercent: 30 },
  nurse: {
    week: 'mon tue wed thu fri 08:00-12:00, mon tue wed thu 13:00-16:00, sat 09:00-12:00',
    otherEventsPercent: 50,
  },
  ramona: { week: 'wed 10:00-12:00', otherEventsPercent: 0 },
  counselor_1: { week: 'mon tue thu 10:00-18:00', otherEventsPercent: 30 },
  counselor_2: { week: 'wed fri 12:00-20:00', otherEventsPercent: 20 },
  equine_therapist: { week: 'sat sun 09:00-15:00', otherEventsPercent: 0 },
};
const anybody: Pattern = { week: 'mon tue wed thu fri 09:00-17:00', otherEventsPercent: 20 };

/** `MM-DD`: public holidays in Victoria that are on the same date every year. */
const closed = ['01-01', '01-26', '04-25', '12-25', '12-26'];
const firstYear = 2025;
const lastYear = 2030;

export function scheduleOf(practitionerId: string, timeZone: string): Schedule {
  const pattern = known[practitionerId] ?? anybody;
  return {
    id: inventedId('calendly', 'schedule', practitionerId),
    name: 'Working hours',
    timeZone,
    week: weekFrom(pattern.week),
    dates: new Map(closedDays().map((day) => [day, []])),
    otherEventsPercent: pattern.otherEventsPercent,
  };
}

function closedDays(): string[] {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return years.flatMap((year) => closed.map((day) => `${year}-${day}`));
}

const weekdays: Record<string, Weekday> = {
  sun: 'sunday',
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
};

function weekFrom(words: string): Schedule['week'] {
  const week: Schedule['week'] = {
    sunday: [],
    monday: [],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
  };
  for (const part of words.split(', ')) {
    const pieces = part.split(' ');
    const [from = '', to = ''] = (pieces.pop() ?? '').split('-');
    const interval: Interval = { from, to };
    for (const piece of pieces) {
      const weekday = weekdays[piece];
      if (weekday) week[weekday].push(interval);
    }
  }
  return week;
}
