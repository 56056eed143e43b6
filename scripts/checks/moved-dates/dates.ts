import { pathToFileURL } from 'node:url';
import { fromRoot } from '../../repository.ts';

export interface MovedDate {
  name: string;
  /** What the clock of every test process shows when the run under this date starts. */
  instant: string;
  /** The zone of the machine. */
  timeZone: string;
}

/** Days on which date arithmetic goes wrong first. */
export const movedDates: readonly MovedDate[] = [
  { name: '31 December', instant: '2026-12-31T22:00:00+11:00', timeZone: 'Australia/Melbourne' },
  { name: '29 February 2028', instant: '2028-02-29T12:00:00+11:00', timeZone: 'Australia/Melbourne' },
  // Half an hour before each change: what lies an hour ahead is on its other side.
  { name: 'clocks go back', instant: '2027-04-04T02:30:00+11:00', timeZone: 'Australia/Melbourne' },
  { name: 'clocks go forward', instant: '2027-10-03T01:30:00+10:00', timeZone: 'Australia/Melbourne' },
  // A new month in Melbourne already, whose number of days is another.
  { name: 'the last evening of a month in UTC', instant: '2027-01-31T20:00:00Z', timeZone: 'UTC' },
];

/** The environment that moves `Date` in a test command and in all Node processes below it. */
export function environmentAt({ instant, timeZone }: MovedDate): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: options = '', TEST_DATE_OFFSET: moved = '0' } = process.env;
  const preload = `--import=${pathToFileURL(fromRoot('scripts', 'checks', 'moved-dates', 'preload.ts'))}`;
  // This process may run under a moved date itself.
  const realNow = Date.now() - Number(moved);
  return {
    TEST_DATE_OFFSET: String(Date.parse(instant) - realNow),
    TZ: timeZone,
    NODE_OPTIONS: options.includes(preload) ? options : `${options} ${preload}`.trim(),
  };
}
