import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { RecordRetentionPolicy } from '../../platform/retention/retention-policy.ts';
import { eraseMailsAbout } from '../messages/index.ts';
import { mergeContacts } from '../patients/index.ts';
import { eraseTasksAbout } from '../staff-tasks/index.ts';
import { eraseCopyLinksOf } from './document/copies/copy-links.ts';
import { contactOfAnswers, contactOfPatient } from './receiving/contact.ts';
import { loadSubmission } from './submission.ts';
import { formSubmissions, triageSessions } from './tables.ts';
import { openSession } from './triage/triage-session.ts';

const wholeDate = z.iso.date().nullable().catch(null);

/** Submitted forms with their triage sessions: part of the patient's health record. */
export const submissionRecords: RecordRetentionPolicy = {
  name: 'submission',
  kind: 'submission',
  async list(db) {
    const rows = await db
      .select({
        id: formSubmissions.id,
        receivedAt: formSubmissions.receivedAt,
        callBackAt: formSubmissions.callBackAt,
        bookingId: formSubmissions.bookingId,
        ledToBooking: triageSessions.bookingId,
        ledToVisit: triageSessions.visitBookingId,
        call: triageSessions.scheduledTime,
      })
      .from(formSubmissions)
      .leftJoin(triageSessions, eq(triageSessions.id, formSubmissions.id))
      .where(isNull(formSubmissions.erasedAt));
    return rows.map(({ id, receivedAt, callBackAt, call, bookingId, ledToBooking, ledToVisit }) => ({
      id,
      from: receivedAt,
      to: new Date(Math.max(...[receivedAt, callBackAt, call].map((at) => at?.getTime() ?? 0))),
      ties: [bookingId, ledToBooking, ledToVisit].flatMap((one) => (one === null ? [] : [`booking:${one}`])),
    }));
  },
  async findPerson(db, sealing, id) {
    const submission = await loadSubmission({ sealing }, db, id);
    if (!submission?.content) return null;
    const { answers, known, patient } = submission.content;
    const everything: Readonly<Record<string, unknown>> = { ...known, ...answers };
    const [row] = await db.select().from(triageSessions).where(eq(triageSessions.id, id));
    const session = row ? openSession(sealing, row).patient : null;
    const { name } = mergeContacts([
      contactOfAnswers(everything),
      contactOfPatient(patient),
      ...(session ? [session] : []),
    ]);
    return {
      name: name ?? submission.callBack?.name ?? null,
      dateOfBirth: wholeDate.parse(everything.dateOfBirth) ?? patient?.dateOfBirth ?? null,
    };
  },
  async erase(tx, id, { now, keptUntil }) {
    const erased = await tx
      .update(formSubmissions)
      .set({ content: null, callBack: null, requestKeyHash: null, keepUntil: keptUntil, erasedAt: now })
      .where(and(eq(formSubmissions.id, id), isNull(formSubmissions.erasedAt)))
      .returning({ id: formSubmissions.id });
    if (erased.length === 0) return false;
    await tx
      .update(triageSessions)
      .set({ reasons: null, patient: null, triageNotes: null, attribution: null })
      .where(eq(triageSessions.id, id));
    await eraseCopyLinksOf(tx, id);
    await eraseMailsAbout(tx, id);
    await eraseTasksAbout(tx, id);
    return true;
  },
};
