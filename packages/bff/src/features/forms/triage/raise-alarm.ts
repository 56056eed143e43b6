import type { Transaction } from '../../../platform/store/database.ts';
import { queueMail } from '../../messages/index.ts';
import type { Contact } from '../../patients/index.ts';
import { contactFacts, openTaskInBurst } from '../../staff-tasks/index.ts';
import type { FormDeps } from '../deps.ts';
import type { CallBack, Submission } from '../submission.ts';
import { callBackMail, redFlagMail } from './alarm-mails.ts';

type AlarmDeps = Pick<
  FormDeps,
  'sealing' | 'jobs' | 'clock' | 'clinic' | 'limits' | 'names' | 'enquiriesEmail' | 'messageIdDomain'
>;

interface Alarm {
  submissionId: string;
  bookingId: string | null;
  /** Our page has shown the crisis lines; a form elsewhere has not. */
  source: Submission['source'];
  contact: Contact;
  /** The network address that the form came from; `null` for a form elsewhere. */
  address: string | null;
  /** The sentences of the red flags. Staff read them in the task only. */
  reasons: readonly string[];
}

/**
 * Opens a task for staff and emails enquiries when an answer raised a red flag. The email does not say what was
 * answered. Runs in the transaction that stores the form. Without a phone number or an email address there is nothing
 * to do: the page has shown the crisis lines.
 *
 * An alarm is never refused. Many of them from one address within an hour are one task with a count, so that a stranger
 * cannot bury the alarms of other people.
 */
export async function raiseAlarm(tx: Transaction, deps: AlarmDeps, alarm: Alarm): Promise<void> {
  const { submissionId, bookingId, source, contact, address, reasons } = alarm;
  if (contact.phone === null && contact.email === null) return;
  const count = await openTaskInBurst(tx, deps, {
    kind: source === 'page' ? 'red_flag' : 'red_flag_unseen',
    subject: submissionId,
    facts: {
      ...contactFacts(contact),
      ...(bookingId === null ? {} : { bookingId }),
      reason: reasons.join(' '),
    },
    burst: burstOf(deps, address),
  });
  if (!isWorthAMail(count)) return;
  await toEnquiries(tx, deps, submissionId, 'red-flag', redFlagMail(deps, contact, source, count));
}

/** A person asked to be called after self-service had ended. */
export async function askForCallBack(
  tx: Transaction,
  deps: AlarmDeps,
  submission: { id: string; bookingId: string | null },
  whom: CallBack,
  address: string | null,
): Promise<void> {
  const contact = { ...whom, email: null };
  const { bookingId } = submission;
  const count = await openTaskInBurst(tx, deps, {
    kind: 'call_back',
    subject: submission.id,
    facts: { ...contactFacts(contact), ...(bookingId === null ? {} : { bookingId }) },
    burst: burstOf(deps, address),
  });
  if (!isWorthAMail(count)) return;
  await toEnquiries(tx, deps, submission.id, 'call-back', callBackMail(deps, contact, count));
}

function burstOf({ limits }: Pick<AlarmDeps, 'limits'>, address: string | null): string | null {
  return address ? limits.keys.address(address) : null;
}

/** Of a burst, the mails say at once that there is one, and then that it grows: at 1, 2, 5, 10, 20, 50 and so on. */
function isWorthAMail(count: number): boolean {
  return /^[125]0*$/.test(String(count));
}

function toEnquiries(
  tx: Transaction,
  deps: AlarmDeps,
  submissionId: string,
  kind: string,
  content: Parameters<typeof queueMail>[2]['content'],
): Promise<void> {
  const about = `form-${submissionId}`;
  return queueMail(tx, { ...deps, now: deps.clock.now() }, { about, kind, to: deps.enquiriesEmail, content });
}
