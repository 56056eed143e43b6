import { randomUUID } from 'node:crypto';
import type { DraftKept, DraftRequest, DraftView } from '@botaniqal/shared/contracts/forms.ts';
import { type FormDefinition, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { draftConsent } from '@botaniqal/shared/forms/draft-consent.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt, lte } from 'drizzle-orm';
import { newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { type Booking, loadBooking, openWithToken } from '../../bookings/index.ts';
import { mailPlaces, queueMail } from '../../messages/index.ts';
import type { FormDeps } from '../deps.ts';
import { contextOf } from '../prefill.ts';
import { formDrafts } from '../tables.ts';
import {
  auditDraft,
  eraseDraft,
  type OpenDraft,
  openDraft,
  readDraft,
  sealDraft,
  sealDraftToken,
} from './draft.ts';
import { draftMail } from './draft-mail.ts';

interface Context {
  idempotencyKeyHash: string | null;
  requestId: string | undefined;
  /** The network address of the client. */
  address: string;
}

/**
 * Stores a draft and emails the link that opens it, to the booking's address or else to the given one, in one
 * transaction. The same request again, recognised by its Idempotency-Key, gets the same draft.
 * @throws Problem unauthorized for a booking's token; too_many_requests when too many mails go to this receiver
 */
export async function keepDraft(
  deps: FormDeps,
  formId: FormId,
  request: DraftRequest,
  { idempotencyKeyHash, requestId, address }: Context,
): Promise<DraftKept> {
  const form = await loadForm(formId);
  const { bookingId, manageToken } = request;
  const booking = bookingId === undefined ? null : await openWithToken(deps, bookingId, manageToken);
  const id = randomUUID();
  const { token, hash } = newOpaqueToken();
  const now = deps.clock.now();
  const to = booking?.patient.email ?? request.email ?? null;
  const draft = await deps.store.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(formDrafts)
      .values({
        id,
        formId,
        bookingId: booking?.id ?? null,
        content: sealDraft(deps.sealing, id, { answers: ofForm(form, request.answers) }),
        tokenHash: hash,
        token: sealDraftToken(deps.sealing, id, token),
        mailed: to !== null,
        consentVersion: draftConsent.version,
        requestKeyHash: idempotencyKeyHash,
        createdAt: now,
        savedAt: now,
        expiresAt: expiryFrom(deps, now),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) return findAgain(tx, deps, idempotencyKeyHash);
    await auditDraft(tx, id, 'draft.kept', { actor: { kind: 'patient' }, at: now, requestId });
    const kept = readDraft(deps.sealing, row);
    if (to !== null) await deps.limits.take(tx, id, mailPlaces(deps, { to, address }));
    if (to !== null) await mailLink(tx, deps, kept, to, booking);
    return kept;
  });
  return keptView(deps, draft);
}

/** Replaces the answers of a draft, and starts its time anew. @throws Problem not_found, unauthorized */
export async function changeDraft(
  deps: FormDeps,
  draftId: string,
  token: string | undefined,
  answers: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
): Promise<DraftKept> {
  const draft = await openDraft(deps, draftId, token);
  const form = await loadForm(draft.formId);
  const now = deps.clock.now();
  const changed = await deps.store.db.transaction(async (tx) => {
    const [row] = await tx
      .update(formDrafts)
      .set({
        content: sealDraft(deps.sealing, draft.id, { answers: ofForm(form, answers) }),
        savedAt: now,
        expiresAt: expiryFrom(deps, now),
      })
      .where(and(eq(formDrafts.id, draft.id), gt(formDrafts.expiresAt, now)))
      .returning();
    if (row)
      await auditDraft(tx, draft.id, 'draft.changed', { actor: { kind: 'patient' }, at: now, requestId });
    return row;
  });
  // The draft was sent or erased while it was being changed.
  if (!changed) throw new Problem('not_found', 'There is nothing kept here any more: the form was sent.');
  return keptView(deps, readDraft(deps.sealing, changed));
}

/** The answers of a draft, and the known answers. @throws Problem not_found, unauthorized */
export async function showDraft(
  deps: FormDeps,
  draftId: string,
  token: string | undefined,
  requestId: string | undefined,
): Promise<DraftView> {
  const draft = await openDraft(deps, draftId, token);
  const form = await loadForm(draft.formId);
  return deps.store.db.transaction(async (tx) => {
    await auditDraft(tx, draft.id, 'draft.read', {
      actor: { kind: 'patient' },
      at: deps.clock.now(),
      requestId,
    });
    const booking = draft.bookingId === null ? null : await loadBooking(deps, tx, draft.bookingId);
    return {
      draftId: draft.id,
      formId: draft.formId,
      answers: draft.answers,
      savedAt: draft.savedAt.toISOString(),
      expiresAt: draft.expiresAt.toISOString(),
      context: await contextOf(tx, deps, form, booking, requestId),
    };
  });
}

/** Erases a draft for its patient. @throws Problem not_found, unauthorized */
export async function deleteDraft(
  deps: FormDeps,
  draftId: string,
  token: string | undefined,
  requestId: string | undefined,
): Promise<void> {
  const draft = await openDraft(deps, draftId, token);
  await deps.store.db.transaction((tx) => eraseDraft(tx, deps, draft.id, requestId));
}

/** Erases all expired drafts. Running twice is harmless. @returns how many were erased */
export async function eraseExpiredDrafts(deps: Pick<FormDeps, 'store' | 'clock'>): Promise<number> {
  return deps.store.db.transaction(async (tx) => {
    const at = deps.clock.now();
    const gone = await tx
      .delete(formDrafts)
      .where(lte(formDrafts.expiresAt, at))
      .returning({ id: formDrafts.id });
    for (const { id } of gone) await auditDraft(tx, id, 'draft.expired', { actor: { kind: 'system' }, at });
    return gone.length;
  });
}

async function findAgain(tx: Transaction, deps: FormDeps, requestKeyHash: string | null): Promise<OpenDraft> {
  const [row] = await tx
    .select()
    .from(formDrafts)
    .where(eq(formDrafts.requestKeyHash, requestKeyHash ?? ''));
  if (!row) throw new Error('A draft was not stored.');
  return readDraft(deps.sealing, row);
}

function mailLink(
  tx: Transaction,
  deps: FormDeps,
  draft: OpenDraft,
  to: string,
  booking: Booking | null,
): Promise<void> {
  const content = draftMail(deps, { resumeUrl: resumeUrl(deps, draft), expiresAt: draft.expiresAt });
  return queueMail(
    tx,
    { ...deps, now: deps.clock.now() },
    {
      about: `form-draft-${draft.id}`,
      forgetsReceiver: true,
      kind: 'link',
      to,
      ...(booking ? { toName: booking.patient.contactPerson?.name ?? booking.patient.name } : {}),
      replyTo: deps.enquiriesEmail,
      content,
    },
  );
}

function keptView(deps: Pick<FormDeps, 'formsPage'>, draft: OpenDraft): DraftKept {
  return {
    draftId: draft.id,
    draftToken: draft.token,
    resumeUrl: resumeUrl(deps, draft),
    savedAt: draft.savedAt.toISOString(),
    expiresAt: draft.expiresAt.toISOString(),
    mailed: draft.mailed,
  };
}

/** The part after the `#` stays in the browser: no server and no log receives it. */
function resumeUrl({ formsPage }: Pick<FormDeps, 'formsPage'>, { id, token }: OpenDraft): string {
  return `${formsPage}#draft=${id}&token=${token}`;
}

function expiryFrom({ clinic }: Pick<FormDeps, 'clinic'>, now: Date): Date {
  return new Date(now.getTime() + clinic.forms.keepDraftsDays * dayMs);
}

/** The answers to the form's own questions; other fields of the request are dropped. */
function ofForm(form: FormDefinition, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const { field } of fieldsOf(form)) {
    if (Object.hasOwn(answers, field.id)) own[field.id] = answers[field.id];
  }
  return own;
}
