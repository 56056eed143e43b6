import type { PatientChange } from '../../../ports/records/patient-facts.ts';
import { RecordsRefusal } from '../../../ports/records/refusal.ts';
import type { Booking } from '../../bookings/index.ts';
import type { Submission } from '../../forms/index.ts';
import type { PersonToMatch } from '../../patients/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { recordOfBooking } from '../appointments/record-of-booking.ts';
import type { FilingDeps } from '../deps.ts';
import type { Filing } from '../filing-store.ts';
import { NeedsPerson } from '../needs-person.ts';
import { matchOrCreatePatient, storePatient } from '../patients/match-or-create-patient.ts';
import { personInBooking } from '../patients/person-in-booking.ts';
import { RetryLater } from '../retry-later.ts';
import { isAnotherPerson, joined, personInForm, personToFile } from './form-person.ts';
import { taskFactsOf } from './task-facts.ts';

interface FormToFile {
  deps: FilingDeps;
  submission: Submission;
  filing: Filing;
  booking: Booking | null;
  signal: AbortSignal;
}

/**
 * The record that a form belongs to: that of its booking, unless the form is about another person; else the one that is
 * certainly theirs; else a new one. Never a guess.
 * @throws RetryLater while the booking is being filed
 * @throws NeedsPerson when too little is known to find or make a record
 */
export async function patientOfForm(form: FormToFile, extracted: PatientChange): Promise<string> {
  const { deps, submission, filing, booking, signal } = form;
  if (filing.patientId !== null) return filing.patientId;
  const inForm = submission.content ? personInForm(submission.content) : null;
  const booked = booking && personInBooking(booking.patient);
  const anotherPerson = inForm !== null && booked !== null && isAnotherPerson(inForm, booked);
  const taskFacts = taskFactsOf(submission, booking);
  if (booking && !anotherPerson) {
    const record = await recordOfBooking(deps.store.db, booking);
    if (record.kind === 'filed') {
      const found = { patientId: record.patientId, by: 'booking', maybeSame: [] } as const;
      return storePatient(deps, { filing, taskFacts }, found);
    }
    if (record.kind === 'being_filed') throw new RetryLater("the booking's record", waitSeconds(form));
  }
  const known = inForm && personToFile(joined(inForm, anotherPerson ? null : booked));
  // A contact person types their own email address and phone number: by them a child would be taken for its parent.
  const person = known && booking?.patient.contactPerson ? { ...known, email: '', mobile: '' } : known;
  if (!person) throw new NeedsPerson('The form does not say enough of the patient to find or make a record');
  // Half a form is not enough to say who a person is. A form from elsewhere is complete by the rules of its service.
  const incomplete = !submission.complete && submission.source === 'page';
  const patientId = await matchOrCreatePatient(
    deps,
    {
      filing,
      person,
      taskFacts,
      create: (stop) => createWithoutRefused(deps, person, extracted, stop),
      neverCreate: incomplete ? 'It is incomplete, and no record is certainly the patient’s' : undefined,
    },
    signal,
  );
  if (anotherPerson) await tellOfAnotherPerson(form, patientId);
  return patientId;
}

/** Short pauses at first, later ten minutes. */
function waitSeconds({ deps, submission }: FormToFile): number {
  const ageSeconds = (deps.clock.now().getTime() - submission.receivedAt.getTime()) / 1000;
  return Math.min(600, Math.max(5, ageSeconds / 10));
}

/** Facts that a new record does not need. Refused ones are told to staff when the facts are written. */
const spare: readonly string[] = [
  'title',
  'gender',
  'preferredName',
  'email',
  'mobilePhone',
  'homePhone',
  'indigenousStatus',
];
/** The facts of a form that a new record takes beside the person. */
const beyondPerson: readonly string[] = ['title', 'gender', 'preferredName', 'homePhone', 'indigenousStatus'];

/** Creates the record with as many of the facts as the record system takes. */
async function createWithoutRefused(
  deps: FilingDeps,
  person: PersonToMatch,
  extracted: PatientChange,
  signal: AbortSignal,
): Promise<{ id: string }> {
  const facts: PatientChange = Object.fromEntries(
    Object.entries(extracted).filter(([name]) => beyondPerson.includes(name)),
  );
  const wanted = {
    ...person,
    facts,
    note: 'Made from a form that the patient filled in online. The form is in the inbound correspondence.',
  };
  try {
    return await deps.records.createPatient(wanted, signal);
  } catch (error) {
    if (!(error instanceof RecordsRefusal) || error.fields.length === 0) throw error;
    if (!error.fields.every((field) => spare.includes(field))) throw error;
    const refused = new Set(error.fields);
    const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !refused.has(name)));
    return await deps.records.createPatient(
      {
        ...wanted,
        facts: kept,
        email: refused.has('email') ? '' : person.email,
        mobile: refused.has('mobilePhone') ? '' : person.mobile,
      },
      signal,
    );
  }
}

async function tellOfAnotherPerson(
  { deps, submission, booking }: FormToFile,
  patientId: string,
): Promise<void> {
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'form_about_somebody_else',
      subject: submission.id,
      facts: { ...taskFactsOf(submission, booking), recordPages: [deps.records.patientPage(patientId)] },
    }),
  );
}
