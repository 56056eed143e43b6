import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { z } from 'zod';
import { formsElsewhereSettings } from '../../../config/clinic/forms-elsewhere-shape.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { StoredWebhookEvent, WebhookRun } from '../../../platform/webhook-inbox/index.ts';
import type { GivenForm } from '../../../ports/forms-elsewhere.ts';
import { contactFacts, openStaffTask } from '../../staff-tasks/index.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import { contactOfAnswers } from '../receiving/contact.ts';
import { countSubmission } from '../receiving/count-submission.ts';
import { storeSubmission } from '../receiving/store-submission.ts';
import type { Submission } from '../submission.ts';
import type { FormsElsewhereDeps } from './deps.ts';
import { type ReadGivenForm, readGivenForm } from './read-given-form.ts';

/** The ids of a submission at the form service. */
export const givenFormIds = z.object({ submissionKey: z.string(), formKey: z.string() });
type Event = StoredWebhookEvent<z.infer<typeof givenFormIds>>;

/** Tries for a submission that the service does not return: its event can come before it can be read. */
const maxReads = 4;
/** Below this number of calls left today the log warns, before forms have to wait. */
const fewCalls = 100;

/**
 * Reads the submission of an event, and stores it like one from our page: the alarm, the filing and the mails follow
 * from that. A second run changes nothing. A submission that cannot be stored becomes a task for staff; the service
 * still has it.
 */
export async function takeSubmission(
  deps: FormsElsewhereDeps,
  event: Event,
  { attempt, signal, log }: WebhookRun,
): Promise<void> {
  const { db } = deps.store;
  const { submissionKey, formKey } = event.subjects;
  const given = await deps.elsewhere.read(submissionKey, signal);
  if (given && given.callsLeft !== null && given.callsLeft < fewCalls) {
    log.warn('The form service lets us call a few more times today only', { count: given.callsLeft });
  }
  if (!given) {
    if (attempt < maxReads) throw new Error('The form service does not give us this submission yet.');
    return refuse(deps, event, notGiven(deps));
  }
  if (given.formKey !== formKey || given.submissionKey !== submissionKey) {
    return refuse(deps, event, 'It was announced as one of another form.');
  }
  const mapping = deps.clinic.jotform.forms[given.formKey];
  if (!mapping)
    return refuse(
      deps,
      event,
      `The form is not listed in clinic.yaml, under ${formsElsewhereSettings.forms}.`,
    );

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
        source: 'elsewhere',
        sourceKey: given.submissionKey,
        requestKeyHash: null,
        asSent: read.asSent,
      },
      { requestId: undefined },
    );
    if (kept && read.faulty.length > 0) await nameFaults(tx, deps, kept, given, read);
    await event.markHandled(tx);
    return kept;
  });
  if (stored) countSubmission(deps, stored);
}

function notGiven({ elsewhere }: FormsElsewhereDeps): string {
  return `${elsewhere.displayName} does not give it to us: it is not this account’s, or ${formsElsewhereSettings.apiKey} is wrong. If there are several of these, it is the key.`;
}

/** All tries of a day have failed. */
export function giveUp(deps: FormsElsewhereDeps, event: Event): Promise<void> {
  return refuse(deps, event, `${deps.elsewhere.displayName} could not be reached for a day.`);
}

/** Opens a task for staff: they find the form at the service. */
async function refuse(deps: FormsElsewhereDeps, event: Event, reason: string): Promise<void> {
  const { submissionKey, formKey } = event.subjects;
  await deps.store.db.transaction(async (tx) => {
    await openStaffTask(tx, deps, {
      kind: 'form_elsewhere_not_taken',
      subject: submissionKey,
      facts: { reason: `Submission ${submissionKey} of form ${formKey}: ${reason}` },
    });
    await event.markHandled(tx);
  });
}

/** The form is filed, and staff ask the patient for the rest. The task names the questions, never the answers. */
async function nameFaults(
  tx: Transaction,
  deps: FormsElsewhereDeps,
  submission: Submission,
  { submissionKey }: GivenForm,
  { reading, faulty, safetyUnread }: ReadGivenForm,
): Promise<void> {
  await openStaffTask(tx, deps, {
    kind: 'form_elsewhere_incomplete',
    subject: submission.id,
    facts: {
      ...contactFacts(contactOfAnswers(reading.everything)),
      reason: `${safetyUnread ? 'Look at it now: an answer about safety could not be read. ' : ''}${submissionReference(submission.id)}, ${deps.elsewhere.displayName} submission ${submissionKey}. Missing, or not as our form has it: ${faulty.join('; ')}.`,
    },
  });
}
