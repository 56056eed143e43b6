import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { eq, lt } from 'drizzle-orm';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { GivenForm } from '../../../ports/forms-elsewhere.ts';
import { contactFacts, openStaffTask } from '../../staff-tasks/index.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import { contactOfAnswers } from '../receiving/contact.ts';
import { countSubmission } from '../receiving/count-submission.ts';
import { storeSubmission } from '../receiving/store-submission.ts';
import type { Submission } from '../submission.ts';
import type { JotformDeps } from './deps.ts';
import { type ReadGivenForm, readGivenForm } from './read-given-form.ts';
import { jotformNotices } from './tables.ts';

type Notice = typeof jotformNotices.$inferSelect;

/** Long after JotForm has stopped to repeat itself. */
const keptMs = 90 * 86_400_000;
/** Of a submission that we are not given: it may have been announced before it could be read. */
const looks = 4;
/** Of a day's calls: fewer are worth a word, before forms begin to wait. */
const fewCalls = 100;

/**
 * Reads an announced submission back, and stores it like one from our page: the alarm, the filing and the mails follow
 * from that. Done twice, it does no more. What cannot be taken becomes a task for staff; JotForm still has it.
 */
export function takeNotice(deps: JotformDeps): JobHandler<{ noticeId: number }> {
  return async ({ payload, attempt, signal, log }) => {
    const { db } = deps.store;
    const [notice] = await db.select().from(jotformNotices).where(eq(jotformNotices.id, payload.noticeId));
    if (!notice || notice.handledAt) return;
    const given = await deps.elsewhere.read(notice.submissionKey, signal);
    if (given && given.callsLeft !== null && given.callsLeft < fewCalls) {
      log.warn('JotForm lets us call a few more times today only', { count: given.callsLeft });
    }
    if (!given) {
      if (attempt < looks) throw new Error('JotForm does not give us this submission yet.');
      return refuse(deps, notice, notGiven);
    }
    if (given.formKey !== notice.formKey || given.submissionKey !== notice.submissionKey) {
      return refuse(deps, notice, 'It was announced as one of another form.');
    }
    const mapping = deps.clinic.jotform.forms[given.formKey];
    if (!mapping) return refuse(deps, notice, 'The form is not listed in clinic.yaml, under jotform.');

    const form = await loadForm(mapping.form);
    const { timeZone } = deps.clinic.clinic;
    const today = dayOf(deps.clock.now(), timeZone);
    const read = readGivenForm(form, mapping, given, today);
    const stored = await db.transaction(async (tx) => {
      const kept = await storeSubmission(
        tx,
        deps,
        {
          form,
          reading: read.reading,
          complete: read.faulty.length === 0,
          booking: null,
          patient: null,
          timeZone,
          today,
          source: 'jotform',
          sourceKey: given.submissionKey,
          requestKeyHash: null,
          asSent: read.asSent,
        },
        { requestId: undefined },
      );
      if (kept && read.faulty.length > 0) await nameFaults(tx, deps, kept, given, read);
      await settle(tx, deps, notice);
      return kept;
    });
    if (stored) countSubmission(deps, stored);
    await forgetOld(deps);
  };
}

const notGiven =
  'JotForm does not give it to us: it is not this account’s, or JOTFORM_API_KEY is wrong. If there are several of these, it is the key.';

/** After a day of tries. */
export async function giveUp(deps: JotformDeps, noticeId: number): Promise<void> {
  const { db } = deps.store;
  const [notice] = await db.select().from(jotformNotices).where(eq(jotformNotices.id, noticeId));
  if (notice && !notice.handledAt) await refuse(deps, notice, 'JotForm could not be reached for a day.');
}

/** A person has to look: at JotForm, where the form lies. */
async function refuse(deps: JotformDeps, notice: Notice, reason: string): Promise<void> {
  const { submissionKey, formKey } = notice;
  await deps.store.db.transaction(async (tx) => {
    await openStaffTask(tx, deps, {
      kind: 'jotform_not_taken',
      subject: submissionKey,
      facts: { reason: `Submission ${submissionKey} of form ${formKey}: ${reason}` },
    });
    await settle(tx, deps, notice);
  });
}

/** It is filed all the same; somebody asks the patient for the rest. Which questions, never what was answered. */
async function nameFaults(
  tx: Transaction,
  deps: JotformDeps,
  submission: Submission,
  { submissionKey }: GivenForm,
  { reading, faulty, safetyUnread }: ReadGivenForm,
): Promise<void> {
  await openStaffTask(tx, deps, {
    kind: 'jotform_incomplete',
    subject: submission.id,
    facts: {
      ...contactFacts(contactOfAnswers(reading.everything)),
      reason: `${safetyUnread ? 'Look at it now: an answer about safety could not be read. ' : ''}${submissionReference(submission.id)}, JotForm submission ${submissionKey}. Missing, or not as our form has it: ${faulty.join('; ')}.`,
    },
  });
}

async function settle(tx: Transaction, deps: Pick<JotformDeps, 'clock'>, { id }: Notice): Promise<void> {
  await tx.update(jotformNotices).set({ handledAt: deps.clock.now() }).where(eq(jotformNotices.id, id));
}

async function forgetOld({ store, clock }: JotformDeps): Promise<void> {
  const old = new Date(clock.now().getTime() - keptMs);
  await store.db.delete(jotformNotices).where(lt(jotformNotices.handledAt, old));
}
