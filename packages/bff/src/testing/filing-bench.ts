import { submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { asc, eq } from 'drizzle-orm';
import { bookConsultation } from '../features/bookings/index.ts';
import { noteTriageBooked, queueFiling, registerFiling } from '../features/forms/index.ts';
import { taskFacts, taskPurpose } from '../features/staff-tasks/open-task.ts';
import { staffTasks } from '../platform/staff-tasks/tables.ts';
import type { PracticeRecords } from '../upstreams/medirecords/port.ts';
import { sealing, type World } from './booking-bench.ts';
import { alex, callStart, type FormServer, formServer, wholeAnswers } from './forms-bench.ts';

/** The day of the forms' bench. */
export const at = { today: '2026-11-20' };

/** Answers to the full intake that tell every fact. */
export const intakeFacts: Answers = {
  filledInBy: 'self',
  title: 'ms',
  firstName: 'Alex',
  lastName: 'Sample',
  preferredName: 'Lexi',
  dateOfBirth: '1988-04-17',
  gender: 'female',
  email: 'alex@example.com',
  mobilePhone: '0491570156',
  homePhone: '0370104321',
  address: { line1: '1 Example Road', suburb: 'Fitzroy', state: 'VIC', postcode: '3065' },
  hasMedicare: true,
  medicare: { number: '2123456701', irn: '1', expiry: '2029-05' },
  otherCards: ['dva', 'concession'],
  dva: { number: 'NBUR9080', colour: 'gold' },
  concession: { type: 'pension', number: '307111942H', expiry: '2029-01' },
  indigenousStatus: '4',
  emergencyContact: { name: 'Sam Sample', relationship: 'partner', phone: '0491570157' },
};

interface Options {
  crashBefore?: number;
  /** Instead of the records in memory. */
  records?: PracticeRecords;
}

/** A server that takes forms and files them. The document is a short stand-in: drawing has its own tests. */
export function filingServer(world: World, options: Options = {}): FormServer {
  const { crashBefore } = options;
  const server: FormServer = formServer(world, {
    ...(crashBefore === undefined ? {} : { crashBefore }),
    onStored: (tx, { id }) => queueFiling(tx, { jobs: server.jobs }, id),
  });
  const { bookings, deps, jobs } = server;
  if (options.records) bookings.records = options.records;
  bookings.onConfirmed = async (tx, booking) => {
    await noteTriageBooked(tx, deps, booking);
    if (booking.triageSessionId !== null) await queueFiling(tx, { jobs }, booking.triageSessionId);
  };
  const draw = async ({ id }: { id: string }) => new TextEncoder().encode(`%PDF-1.7 ${id}`);
  registerFiling({ ...deps, records: bookings.records, draw }, jobs);
  return server;
}

/** Sends a form over HTTP, whole unless told otherwise. @returns the submission's id */
export async function sendForm(
  server: FormServer,
  formId: FormId,
  given: Answers = {},
  more: { bookingId?: string; manageToken?: string; key?: string; as?: Answers } = {},
): Promise<string> {
  const { key, as, ...origin } = more;
  const answers = as ?? wholeAnswers(await loadForm(formId), at, given);
  const answer = await server.post(
    `/api/forms/${formId}/submissions`,
    { answers, ...origin, ...(origin.bookingId || as ? {} : { patient: alex }) },
    key === undefined ? {} : { 'Idempotency-Key': key },
  );
  if (answer.status !== 202) throw new Error(await answer.text());
  return submissionReceived.parse(await answer.json()).submissionId;
}

/** Books the first call for Alex. */
export async function bookCall(server: FormServer, more: object = {}) {
  const { body } = await bookConsultation(
    server.bookings,
    {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491570156',
      preferredTimes: [callStart],
      primaryConcern: 'Sleep',
      timezone: 'Australia/Melbourne',
      ...more,
    },
    { idempotencyKeyHash: null, requestId: 'request-1' },
  );
  const { bookingId, manageToken } = body;
  return { bookingId, manageToken };
}

/** The open tasks of a kind, with what they tell staff. */
export async function tasksOf(world: World, kind: string) {
  const rows = await world.store.db
    .select()
    .from(staffTasks)
    .where(eq(staffTasks.kind, kind))
    .orderBy(asc(staffTasks.createdAt));
  return rows.map((row) => taskFacts.parse(sealing.open(row.facts, taskPurpose(row.id))));
}
