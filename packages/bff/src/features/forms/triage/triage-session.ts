import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../../bookings/index.ts';
import { type Contact, contact } from '../receiving/contact.ts';
import type { Assessment } from '../receiving/outcome.ts';
import { triageSessions } from '../tables.ts';

type Row = typeof triageSessions.$inferSelect;

/** A session with its sealed parts open. Never log it. */
export interface OpenSession extends Omit<Row, 'reasons' | 'patient' | 'triageNotes'> {
  /** Codes, the most urgent first. Both are empty once it is erased. */
  redFlags: string[];
  reasons: string[];
  patient: Contact | null;
  triageNotes: string;
}

const sessionReasons = z.object({ redFlags: z.array(z.string()), reasons: z.array(z.string()) });
type SessionReasons = z.infer<typeof sessionReasons>;

/** What a sealed column is bound to, so that a value copied into another row does not open there. */
export const purpose = (column: string, sessionId: string) => `triage_session.${column}:${sessionId}`;

export function sealNotes(sealing: Sealing, sessionId: string, notes: string): string {
  return sealing.seal(notes, purpose('notes', sessionId));
}

function sealPatient(sealing: Sealing, sessionId: string, patient: Contact): string {
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
  session: { id: string; assessment: Assessment; patient: Contact; now: Date },
): Promise<void> {
  const { id, assessment, patient, now } = session;
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
  });
}

/**
 * The call that triage led to is booked: the session says with whom, when, and for whom. In the transaction that
 * confirms the booking. A session that we do not know is no reason to refuse a booking, here or earlier.
 * @returns the session's id, which is its submission's; `null` where there is none
 */
export async function markTriageBooked(
  tx: Transaction,
  deps: { sealing: Sealing; clock: Clock },
  booking: Pick<Booking, 'id' | 'triageSessionId' | 'practitionerId' | 'start' | 'patient'>,
): Promise<string | null> {
  const sessionId = booking.triageSessionId;
  if (sessionId === null) return null;
  const { name, email, phone } = booking.patient;
  const [noted] = await tx
    .update(triageSessions)
    .set({
      outcome: 'booked',
      bookingId: booking.id,
      consultantId: booking.practitionerId,
      scheduledTime: booking.start,
      patient: sealPatient(deps.sealing, sessionId, { name, email, phone }),
    })
    .where(eq(triageSessions.id, sessionId))
    .returning({ id: triageSessions.id });
  if (!noted) return null;
  await recordAccess(tx, {
    at: deps.clock.now(),
    actor: 'system',
    action: 'triage_session.booked',
    subject: { kind: 'triage_session', id: sessionId },
  });
  return sessionId;
}

/** That call was cancelled: nothing has come of the session yet, unless staff have noted otherwise. */
export async function reopenTriage(
  tx: Transaction,
  deps: { clock: Clock },
  booking: Pick<Booking, 'id' | 'triageSessionId'>,
): Promise<void> {
  if (booking.triageSessionId === null) return;
  const ofIt = and(
    eq(triageSessions.id, booking.triageSessionId),
    eq(triageSessions.bookingId, booking.id),
    eq(triageSessions.outcome, 'booked'),
  );
  const [freed] = await tx
    .update(triageSessions)
    .set({ outcome: null, consultantId: null, scheduledTime: null })
    .where(ofIt)
    .returning({ id: triageSessions.id });
  if (!freed) return;
  await recordAccess(tx, {
    at: deps.clock.now(),
    actor: 'system',
    action: 'triage_session.freed',
    subject: { kind: 'triage_session', id: freed.id },
  });
}
