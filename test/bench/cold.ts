import { type Stack, startStack } from '../support/stack.ts';
import { type Finding, median, timed } from './measure.ts';

/** Milliseconds that each call to Calendly takes, on purpose. */
const latency = 50;

const stacks = 3;

/** The follow-up's event types: Dr Dia, Dr Shivani, the nurse practitioner. */
const eventTypes = [
  '07f8beb5-e743-5c97-b728-196724df6415',
  '1d8be2b9-b828-5dbf-8109-5cb6f93211b5',
  'b61e6051-e58b-5096-bb95-4d1ab7647e45',
];

/** More than 31 days apart, so that what was read for one helps none of the others. */
const weeks = [
  { from: '2026-11-23', to: '2026-11-29' },
  { from: '2026-12-28', to: '2027-01-03' },
  { from: '2027-02-01', to: '2027-02-07' },
  { from: '2027-03-08', to: '2027-03-14' },
];

/**
 * What our server adds to its slowest call to Calendly when nothing is in the cache. The baseline is the same calls,
 * made past our server in the same moment.
 */
export async function coldCalendar(): Promise<Finding> {
  const ours: number[] = [];
  const calendly: number[] = [];
  for (let count = 0; count < stacks; count += 1) {
    const stack = await startStack();
    try {
      await stack.sandbox.fault({ service: 'calendly', kind: 'latency', value: latency });
      // Both ends have run before they are timed; this visit has a calendar of its own.
      for (const week of weeks) await ask(stack, 'consultation', week);
      await askCalendly(stack, weeks[0]);
      for (const week of weeks) {
        calendly.push(await timed(() => askCalendly(stack, week)));
        ours.push(await timed(() => ask(stack, 'followup', week)));
      }
    } finally {
      await stack.stop();
    }
  }
  const [measured, slowest] = [median(ours), median(calendly)];
  const limit = slowest * 1.1 + 10;
  return {
    name: 'combined calendar, cold, against its slowest call',
    measured: `${measured.toFixed(1)} ms`,
    limit: `${limit.toFixed(1)} ms (1.1 × ${slowest.toFixed(1)} ms + 10 ms)`,
    holds: measured <= limit,
    detail: `${eventTypes.length} calendars at once, each ${latency} ms slow on purpose; medians of ${ours.length}`,
  };
}

async function ask(stack: Stack, visit: string, week: { from: string; to: string }): Promise<void> {
  const answer = await stack.api.calendar({
    service: 'alternative_medicine',
    visit,
    ...week,
    timeZone: 'Australia/Melbourne',
  });
  const notLive = answer.ok().practitioners.filter(({ status }) => status !== 'live');
  if (notLive.length > 0) throw new Error(`Not read: ${JSON.stringify(notLive)}`);
}

async function askCalendly(stack: Stack, week = weeks[0]): Promise<void> {
  const start = new Date(`${week?.from}T00:00:00+11:00`);
  await Promise.all(
    eventTypes.map(async (eventType) => {
      const query = new URLSearchParams({
        event_type: `https://api.calendly.com/event_types/${eventType}`,
        start_time: start.toISOString(),
        end_time: new Date(start.getTime() + 31 * 86_400_000).toISOString(),
      });
      const response = await fetch(`${stack.env.CALENDLY_BASE_URL}/event_type_available_times?${query}`, {
        headers: { authorization: `Bearer ${stack.env.CALENDLY_API_KEY}` },
      });
      if (!response.ok) throw new Error(`Calendly answered ${response.status}: ${await response.text()}`);
      await response.text();
    }),
  );
}
