import type { Jobs } from '../../platform/jobs/jobs.ts';
import { openStaffTask } from '../staff-tasks/index.ts';
import { type DeliverDeps, deliverMail } from './delivery/deliver-mail.ts';
import { mailSummary } from './delivery/mail-summary.ts';
import { sendMail } from './delivery/send-mail.ts';

export type MessageDeps = DeliverDeps;

/** Says what the jobs of notifications do. A mail that cannot be sent for a day becomes a task for staff. */
export function registerMessages(deps: MessageDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(sendMail, (run) => deliverMail(deps, run), { concurrency: 2 });
  jobs.onGivenUp(sendMail, async ({ payload: { key } }) => {
    const facts = await mailSummary(deps, key);
    if (!facts) return;
    await deps.store.db.transaction((tx) =>
      openStaffTask(tx, deps, { kind: 'mail_not_sent', subject: key, facts }),
    );
  });
}
