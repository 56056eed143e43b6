import { type Feature, worksOn } from '../../platform/feature.ts';
import { openStaffTask } from '../staff-tasks/index.ts';
import { type DeliverDeps, deliverMail } from './delivery/deliver-mail.ts';
import { mailSummary } from './delivery/mail-summary.ts';
import { sendPutOffMails } from './delivery/put-off-mails.ts';
import { sendMail } from './delivery/send-mail.ts';
import { unsentMails } from './retention.ts';
import { messageSealedColumns } from './sealed-columns.ts';
import type { StaffMessageDeps } from './staff/resend-message.ts';
import { staffMessageRoutes } from './staff/staff-message-routes.ts';
import { deliverText, giveTextUp } from './texts/deliver-text.ts';
import { lookAtTexts } from './texts/follow-text.ts';
import { sendText } from './texts/queue-text.ts';
import type { TextDeps } from './texts/text-deps.ts';
import { textWebhooks } from './texts/text-webhooks.ts';

/** How many messages one process sends at the same time: ten thousand leave within a minute, at a usual service. */
const mailsAtOnce = 8;
const textsAtOnce = 48;

/**
 * What is written to people. A message that cannot be sent for a day becomes a task for staff.
 * @param deps.texts left out, or `null`: text messages are off
 */
export function messagesFeature(
  deps: DeliverDeps & Partial<StaffMessageDeps> & { texts?: TextDeps | null },
): Feature {
  const { staff, jobs, texts } = deps;
  return {
    name: 'messages',
    jobs: [
      worksOn(sendMail, (run) => deliverMail(deps, run), {
        concurrency: mailsAtOnce,
        onGivenUp: ({ payload }) => askStaffToTell(deps, payload.key),
      }),
      ...(texts
        ? [
            worksOn(sendText, (run) => deliverText(texts, run), {
              concurrency: textsAtOnce,
              onGivenUp: ({ payload }) => giveTextUp(texts, payload.key),
            }),
          ]
        : []),
    ],
    schedules: [
      {
        name: 'send-put-off-messages',
        everySeconds: 60,
        expireSeconds: 300,
        async run({ signal }) {
          if (jobs) await sendPutOffMails({ ...deps, jobs });
          if (texts) await lookAtTexts(texts, signal);
        },
      },
    ],
    webhooks: texts ? [textWebhooks(texts)] : [],
    routes: staff && jobs ? staffMessageRoutes({ ...deps, staff, jobs }) : [],
    sealedColumns: messageSealedColumns,
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
