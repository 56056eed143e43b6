import { startStack } from '../support/stack.ts';
import type { Finding } from './measure.ts';

const patients = 200;
const calendars = 3;

/** How often Calendly is asked when many patients open the same month at the same moment. */
export async function callsForOneMonth(): Promise<Finding> {
  const stack = await startStack();
  try {
    const month = { from: '2026-12-01', to: '2026-12-31', days: 31 };
    const expected = calendars * Math.ceil(month.days / 31);
    const before = await asked(stack);
    const answers = await Promise.all(
      Array.from({ length: patients }, () =>
        stack.api.calendar({
          service: 'alternative_medicine',
          visit: 'followup',
          from: month.from,
          to: month.to,
          timeZone: 'Australia/Melbourne',
        }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200).length;
    const calls = (await asked(stack)) - before;
    return {
      name: `calls to Calendly for ${patients} patients and one month`,
      measured: `${calls} calls`,
      limit: `exactly ${expected} (${calendars} event types × ${expected / calendars} window of 31 days)`,
      holds: calls === expected && refused === 0,
      detail: `${patients - refused} of ${patients} patients were answered`,
    };
  } finally {
    await stack.stop();
  }
}

async function asked(stack: Awaited<ReturnType<typeof startStack>>): Promise<number> {
  const calls = await stack.sandbox.calls('calendly');
  return calls.filter(({ path }) => path === '/event_type_available_times').length;
}
