import { type Feature, worksOn } from '../../platform/feature.ts';
import { openStaffTask } from '../staff-tasks/index.ts';
import { type DeliverDeps, deliverMail } from './delivery/deliver-mail.ts';
import { mailSummary } from './delivery/mail-summary.ts';
import { sendMail } from './delivery/send-mail.ts';
import { unsentMails } from './retention.ts';
import { mailSealedColumns } from './sealed-columns.ts';
import type { StaffMessageDeps } from './staff/resend-message.ts';
import { staffMessageRoutes } from './staff/staff-message-routes.ts';

/** What is written to people. A mail that cannot be sent for a day becomes a task for staff. */
export function messagesFeature(deps: DeliverDeps & Partial<StaffMessageDeps>): Feature {
  const { staff, jobs } = deps;
  return {
    name: 'messages',
    jobs: [
      worksOn(sendMail, (run) => deliverMail(deps, run), {
        concurrency: 2,
        onGivenUp: ({ payload }) => askStaffToTell(deps, payload.key),
      }),
    ],
    routes: staff && jobs ? staffMessageRoutes({ ...deps, staff, jobs }) : [],
    sealedColumns: mailSealedColumns,
    retention: [unsentMails],
  };
}

async function askStaffToTell(deps: DeliverDeps, key: string): Promise<void> {
  const facts = await mailSummary(deps, key);
  if (!facts) return;
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, { kind: 'mail_not_sent', subject: key, facts }),
  );
}
