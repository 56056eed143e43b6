import { eq } from 'drizzle-orm';
import type { TaskFacts } from '../../staff-tasks/index.ts';
import { mails } from '../tables.ts';
import type { DeliverDeps } from './deliver-mail.ts';
import { bookingOfKey, mailPurpose, queuedMail } from './queue-mail.ts';

/** The person to call instead, for staff; `null` when the email was sent after all. */
export async function mailSummary(
  deps: Pick<DeliverDeps, 'store' | 'sealing'>,
  key: string,
): Promise<TaskFacts | null> {
  const [row] = await deps.store.db.select().from(mails).where(eq(mails.key, key));
  if (!row?.mail || row.sentAt) return null;
  const mail = queuedMail.parse(deps.sealing.open(row.mail, mailPurpose(key)));
  return {
    ...bookingOfKey(key),
    ...(mail.toName ? { patientName: mail.toName } : {}),
    patientEmail: mail.to,
    // A token opens the booking for everybody who has it. Staff have their own way in.
    mailText: mail.text.replaceAll(/(https?:\/\/[^\s#]+)#\S+/g, '$1'),
    reason: mail.subject,
  };
}
