import type { CalendarPractitioner, CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { byDay } from '@botaniqal/shared/time/day-slots.ts';
import { weekdayIndex } from '@botaniqal/shared/time/month-grid.ts';
import { addDays, dayOf, formatter } from '@botaniqal/shared/time/zone.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import type { Slot } from '../../components/calendar/calendar-model.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';

/** The time of the tests with the sample week: Friday 20 November 2026, noon in Melbourne. */
export const sampleNow = '2026-11-20T01:00:00Z';

const melbourne = 'Australia/Melbourne';
/** Clock times in Melbourne and the practitioners who are free then, by weekday (0 is Monday). */
const sampleWeek: Record<number, Record<string, string[]>> = {
  0: {
    '09:00': ['dr_dia', 'dr_shivani'],
    '09:30': ['dr_dia'],
    '10:00': ['dr_shivani'],
    '11:30': ['dr_dia', 'dr_shivani', 'nurse'],
    '13:00': ['dr_shivani'],
    '14:15': ['dr_dia'],
    '17:30': ['nurse'],
  },
  1: { '09:00': ['dr_dia'], '11:00': ['nurse'], '15:00': ['dr_dia', 'nurse'] },
  2: { '10:15': ['dr_shivani'], '10:30': ['dr_shivani'] },
  3: { '08:45': ['dr_dia', 'nurse'], '12:30': ['dr_dia'], '16:00': ['nurse'], '18:00': ['nurse'] },
  4: { '09:15': ['dr_dia'] },
};

/** The instant of a clock time in Melbourne on a day. */
function instantInMelbourne(day: string, clock: string): string {
  const guess = new Date(`${day}T${clock}:00Z`);
  const shown = formatter('sv-SE', melbourne, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(guess);
  const ahead = Date.parse(`${shown.replace(' ', 'T')}:00Z`) - guess.getTime();
  return new Date(guess.getTime() - ahead).toISOString().replace('.000', '');
}

/** The sample week again and again, as the BFF would answer it for a range of days in a zone. */
function sampleCalendar(
  query: { from: string; to: string; timeZone: string; visit?: string; service?: string },
  change: {
    people?: Partial<Record<string, Partial<CalendarPractitioner>>>;
    keep?: (day: string) => boolean;
    /** Times of a day that replace the sample week's. */
    times?: Record<string, string[]>;
  } = {},
): CombinedCalendar {
  const all: Slot[] = [];
  for (let day = addDays(query.from, -1); day <= addDays(query.to, 1); day = addDays(day, 1)) {
    if (change.keep && !change.keep(day)) continue;
    for (const [clock, practitionerIds] of Object.entries(
      change.times ?? sampleWeek[weekdayIndex(day)] ?? {},
    )) {
      const free = practitionerIds.filter((id) => change.people?.[id]?.status !== 'unavailable');
      const start = instantInMelbourne(day, clock);
      // No practitioner is free over Christmas and on the day of the tests.
      if (free.length === 0 || day <= '2026-11-20' || (day >= '2026-12-21' && day <= '2027-01-10')) continue;
      const shown = dayOf(start, query.timeZone);
      if (shown < query.from || shown > query.to) continue;
      all.push({ start, durationMinutes: 15, practitionerIds: free });
    }
  }
  return {
    service: 'alternative_medicine',
    visit: 'followup',
    timeZone: query.timeZone,
    from: query.from,
    to: query.to,
    practitioners: ['dr_dia', 'dr_shivani', 'nurse'].map((id) => ({
      id,
      name: sampleCatalogue.practitioners.find((person) => person.id === id)?.name ?? id,
      status: 'live' as const,
      asOf: sampleNow,
      nextAvailable: all.find(({ practitionerIds }) => practitionerIds.includes(id))?.start ?? null,
      ...change.people?.[id],
    })),
    days: [...byDay(all, query.timeZone)].map(([date, slots]) => ({ date, slots })),
  };
}

type Change = Parameters<typeof sampleCalendar>[1];

const catalogue = http.get(`*${endpoints.catalogue}`, () => HttpResponse.json(sampleCatalogue));

function calendar(change?: Change): RequestHandler {
  return http.get(`*${endpoints.combinedCalendar}`, ({ request }) =>
    HttpResponse.json(answerTo(request, change)),
  );
}

/** The answer to a request as the BFF would give it. */
export function answerTo(request: Request, change?: Change): CombinedCalendar {
  const query = new URL(request.url).searchParams;
  return sampleCalendar(
    { from: query.get('from') ?? '', to: query.get('to') ?? '', timeZone: query.get('timeZone') ?? 'UTC' },
    change,
  );
}

/** A refusal by the BFF. */
export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return HttpResponse.json(
    { type: 'about:blank', title: code, status, code, detail: code, requestId: 'req_sample' },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

const minutesAgo = (minutes: number) => new Date(Date.parse(sampleNow) - minutes * 60_000).toISOString();

/** Named scenarios for the tests and the gallery. */
export const calendarScenarios = {
  default: [catalogue, calendar()],
  empty: [catalogue, calendar({ keep: () => false })],
  emptyAndUnchecked: [
    catalogue,
    calendar({
      keep: () => false,
      people: { nurse: { status: 'unavailable', asOf: null, nextAvailable: null } },
    }),
  ],
  /** This month has no free time, and the next one has some. */
  nextMonth: [catalogue, calendar({ keep: (day) => day >= '2026-12-01' })],
  slow: [catalogue, http.get(`*${endpoints.combinedCalendar}`, () => delay('infinite'))],
  error: [
    catalogue,
    http.get(`*${endpoints.combinedCalendar}`, () =>
      refusal(503, 'calendar_unavailable', { 'retry-after': '30' }),
    ),
  ],
  /** No request gets an answer. */
  down: [
    http.get(`*${endpoints.catalogue}`, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
    http.get(`*${endpoints.combinedCalendar}`, () =>
      refusal(503, 'service_unavailable', { 'retry-after': '30' }),
    ),
  ],
  partial: [
    catalogue,
    calendar({ people: { nurse: { status: 'unavailable', asOf: null, nextAvailable: null } } }),
  ],
  /** Every day has a free time each quarter of an hour. */
  long: [
    catalogue,
    calendar({
      times: Object.fromEntries(
        Array.from({ length: 24 }, (_, index) => [
          `${String(9 + Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}`,
          ['dr_dia', 'nurse'],
        ]),
      ),
    }),
  ],
  /** The usual calendar is away, and times come from working hours. */
  fallback: [catalogue, calendar({ people: { dr_dia: { status: 'fallback', asOf: minutesAgo(0) } } })],
  stale: [catalogue, calendar({ people: { dr_dia: { status: 'stale', asOf: minutesAgo(5) } } })],
} satisfies Record<string, RequestHandler[]>;
