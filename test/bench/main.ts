/**
 * `pnpm bench`: each measurement beside its limit, on this machine, over loopback, in a few minutes.
 * Ratios against a baseline of the same run, so that a slow machine does not decide. Leaves with 1 when one misses.
 */

import { stopPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { coldCalendar } from './cold.ts';
import { weekAtTheDesk } from './desk-week.ts';
import { filingKeepsUp } from './filing.ts';
import { firstQuestion } from './forms.ts';
import { idleServer } from './idle.ts';
import { bookingPageOnAPhone } from './lighthouse.ts';
import { describeFinding, type Finding } from './measure.ts';
import { burstOfNotifications } from './notifications.ts';
import { payToConfirmed } from './pay.ts';
import { firstTimeOnASlowLine } from './slow-line.ts';
import { callsForOneMonth } from './upstream-calls.ts';
import { waitlistOfThousands } from './waitlist.ts';
import { warmCalendar } from './warm.ts';

const measurements: (() => Promise<Finding | Finding[]>)[] = [
  callsForOneMonth,
  coldCalendar,
  warmCalendar,
  payToConfirmed,
  waitlistOfThousands,
  filingKeepsUp,
  weekAtTheDesk,
  firstQuestion,
  burstOfNotifications,
  bookingPageOnAPhone,
  firstTimeOnASlowLine,
  idleServer,
];

let missed = 0;
for (const measure of measurements) {
  try {
    for (const finding of [await measure()].flat()) {
      console.log(describeFinding(finding));
      if (!finding.holds) missed += 1;
    }
  } catch (error) {
    missed += 1;
    console.error(`✗ ${measure.name} could not be measured:`, error);
  }
}
await stopPostgres();
process.exitCode = missed === 0 ? 0 : 1;
