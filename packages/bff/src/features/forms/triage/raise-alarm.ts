import type { Transaction } from '../../../platform/store/database.ts';
import { queueMail } from '../../messages/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { FormDeps } from '../deps.ts';
import type { Contact } from '../receiving/contact.ts';
import type { CallBack } from '../submission.ts';
import { callBackMail, redFlagMail } from './alarm-mails.ts';

type AlarmDeps = Pick<
  FormDeps,
  'sealing' | 'jobs' | 'clock' | 'clinic' | 'enquiriesEmail' | 'messageIdDomain'
>;

interface Alarm {
  submissionId: string;
  bookingId: string | null;
  /** Our page has shown whom to call; JotForm has not. */
  source: 'page' | 'jotform';
  contact: Contact;
  /** Sentences of the flags; staff read them in the task, and nowhere else. */
  reasons: readonly string[];
}

/**
 * An answer was alarming and we can reach who gave it: staff get a task, and enquiries a mail that says so without
 * saying what was answered. In the transaction that stores the form. Of somebody whom nobody can reach there is
 * nothing to do here: the page has shown whom to call.
 */
export async function raiseAlarm(tx: Transaction, deps: AlarmDeps, alarm: Alarm): Promise<void> {
  const { submissionId, bookingId, source, contact, reasons } = alarm;
  if (contact.phone === null && contact.email === null) return;
  await openStaffTask(tx, deps, {
    kind: source === 'page' ? 'red_flag' : 'red_flag_unseen',
    subject: submissionId,
    facts: { ...factsOf(contact), ...(bookingId === null ? {} : { bookingId }), reason: reasons.join(' ') },
  });
  await toEnquiries(tx, deps, submissionId, 'red-flag', redFlagMail(deps, contact, source));
}

/** Somebody asked to be called after self-service had ended. */
export async function askForCallBack(
  tx: Transaction,
  deps: AlarmDeps,
  submission: { id: string; bookingId: string | null },
  whom: CallBack,
): Promise<void> {
  const contact = { ...whom, email: null };
  const { bookingId } = submission;
  await openStaffTask(tx, deps, {
    kind: 'call_back',
    subject: submission.id,
    facts: { ...factsOf(contact), ...(bookingId === null ? {} : { bookingId }) },
  });
  await toEnquiries(tx, deps, submission.id, 'call-back', callBackMail(deps, contact));
}

function factsOf({ name, phone, email }: Contact) {
  return {
    ...(name === null ? {} : { patientName: name }),
    ...(phone === null ? {} : { patientPhone: phone }),
    ...(email === null ? {} : { patientEmail: email }),
  };
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
