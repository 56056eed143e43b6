import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { type Contact, contact } from '../../patients/index.ts';
import type { Assessment } from '../receiving/assess-form.ts';
import type { Submission } from '../submission.ts';
import { triageSessions } from '../tables.ts';

type Row = typeof triageSessions.$inferSelect;

/** A session with its sealed parts open. Never log it. */
export interface OpenSession extends Omit<Row, 'reasons' | 'patient' | 'triageNotes'> {
  /** Codes, the most urgent first. Both lists are empty once the session is erased. */
  redFlags: string[];
  reasons: string[];
  patient: Contact | null;
  triageNotes: string;
}

const sessionReasons = z.object({ redFlags: z.array(z.string()), reasons: z.array(z.string()) });
type SessionReasons = z.infer<typeof sessionReasons>;

/** The purpose that binds a sealed value to its column and row, so that a copy in another row does not open. */
export const purpose = (column: string, sessionId: string) => `triage_session.${column}:${sessionId}`;

export function sealNotes(sealing: Sealing, sessionId: string, notes: string): string {
  return sealing.seal(notes, purpose('notes', sessionId));
}

export function sealPatient(sealing: Sealing, sessionId: string, patient: Contact): string {
  return sealing.seal(patient, purpose('patient', sessionId));
}

export function openSession(sealing: Sealing, row: Row): OpenSession {
  const open = <T>(column: string, sealed: string | null, shape: z.ZodType<T>, none: T): T =>
    sealed === null ? none : shape.parse(sealing.open(sealed, purpose(column, row.id)));
  return {
    ...row,
    ...open<SessionReasons>('reasons', row.reasons, sessionReasons, { redFlags: [], reasons: [] }),
    patient: open('patient', row.patient, contact.nullable(), null),
    triageNotes: open('notes', row.triageNotes, z.string(), ''),
  };
}

/** Opens the session of a triage submission, in the transaction that stores it. */
export async function addSession(
  tx: Transaction,
  deps: { sealing: Sealing },
  session: {
    id: string;
    assessment: Assessment;
    patient: Contact;
    attribution: Attribution | null;
    now: Date;
  },
): Promise<void> {
  const { id, assessment, patient, attribution, now } = session;
  const { urgency, redFlags, recommendation } = assessment.outcome;
  const reasons: SessionReasons = { redFlags, reasons: [...assessment.reasons] };
  const isKnown = Object.values(patient).some((piece) => piece !== null);
  await tx.insert(triageSessions).values({
    id,
    urgency,
    recommendedService: recommendation?.service ?? null,
    recommendedPractitioners: recommendation?.practitionerIds ?? [],
    reasons: deps.sealing.seal(reasons, purpose('reasons', id)),
    patient: isKnown ? sealPatient(deps.sealing, id, patient) : null,
    createdAt: now,
    attribution,
  });
  await publishLive(tx, { kind: 'triage', id });
}

/** The booking that a form belongs to: its own, or the one that its triage led to. */
export async function bookingOfSubmission(
  db: Queryable,
  { id, formId, bookingId }: Pick<Submission, 'id' | 'formId' | 'bookingId'>,
): Promise<string | null> {
  if (bookingId !== null || formId !== 'triage') return bookingId;
  const [session] = await db
    .select({ bookingId: triageSessions.bookingId, visitBookingId: triageSessions.visitBookingId })
    .from(triageSessions)
    .where(eq(triageSessions.id, id));
  return session?.bookingId ?? session?.visitBookingId ?? null;
}
