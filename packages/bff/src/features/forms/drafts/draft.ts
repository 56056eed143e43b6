import { formId } from '@botaniqal/shared/contracts/forms.ts';
import { and, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { type Access, recordAccess } from '../../../platform/audit/record-access.ts';
import type { Clock } from '../../../platform/clock.ts';
import { matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { FormDeps } from '../deps.ts';
import { formDrafts } from '../tables.ts';

/** What the patient has typed, unfinished, as it is sealed in the row. */
const draftContent = z.object({ answers: z.record(z.string(), z.unknown()) });
export type DraftContent = z.infer<typeof draftContent>;

type Row = typeof formDrafts.$inferSelect;

/** A draft with its sealed parts open. Never log it. */
export interface OpenDraft extends Omit<Row, 'content' | 'token' | 'formId'> {
  formId: z.infer<typeof formId>;
  answers: DraftContent['answers'];
  token: string;
}

/** The purpose that binds a sealed value to its column and row, so that a copy in another row does not open. */
export const purpose = (column: string, draftId: string) => `form_draft.${column}:${draftId}`;

export function sealDraft(sealing: Sealing, draftId: string, content: DraftContent): string {
  return sealing.seal(content, purpose('content', draftId));
}

export function sealDraftToken(sealing: Sealing, draftId: string, token: string): string {
  return sealing.seal(token, purpose('token', draftId));
}

export function readDraft(sealing: Sealing, row: Row): OpenDraft {
  const { content, token, ...rest } = row;
  return {
    ...rest,
    formId: formId.parse(row.formId),
    answers: draftContent.parse(sealing.open(content, purpose('content', row.id))).answers,
    token: z.string().parse(sealing.open(token, purpose('token', row.id))),
  };
}

/**
 * The draft that a token opens.
 * @throws Problem not_found when it was sent, erased or has expired; unauthorized without its token
 */
export async function openDraft(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clock'>,
  draftId: string | undefined,
  token: string | undefined,
): Promise<OpenDraft> {
  if (!token) throw notYours();
  const isId = z.uuid().safeParse(draftId).success;
  const [row] = isId
    ? await deps.store.db
        .select()
        .from(formDrafts)
        .where(eq(formDrafts.id, draftId ?? ''))
    : [];
  if (!row || row.expiresAt <= deps.clock.now()) {
    throw new Problem(
      'not_found',
      'There is nothing kept here any more: the form was sent, or its time is over.',
    );
  }
  if (!matchesOpaqueToken(token, row.tokenHash)) throw notYours();
  return readDraft(deps.sealing, row);
}

/** Erases a draft; only the audit trail stays. Repeating it changes nothing. */
export async function eraseDraft(
  tx: Transaction,
  deps: { clock: Clock },
  draftId: string,
  requestId: string | undefined,
): Promise<void> {
  const by = { actor: { kind: 'patient' }, at: deps.clock.now(), requestId } as const;
  const [gone] = await tx
    .delete(formDrafts)
    .where(eq(formDrafts.id, draftId))
    .returning({ id: formDrafts.id });
  if (gone) await auditDraft(tx, draftId, 'draft.forgotten', by);
}

/** Erases the draft of a form that was sent, and other drafts of the same form for the same booking. */
export async function eraseDraftsOf(
  tx: Transaction,
  deps: { clock: Clock },
  sent: { formId: string; draft: { id: string } | null; booking: { id: string } | null },
  requestId: string | undefined,
): Promise<void> {
  const { formId: form, draft, booking } = sent;
  if (!draft && !booking) return;
  const gone = await tx
    .delete(formDrafts)
    .where(
      or(
        draft ? eq(formDrafts.id, draft.id) : undefined,
        booking ? and(eq(formDrafts.bookingId, booking.id), eq(formDrafts.formId, form)) : undefined,
      ),
    )
    .returning({ id: formDrafts.id });
  const by = { actor: { kind: 'patient' }, at: deps.clock.now(), requestId } as const;
  for (const { id } of gone) await auditDraft(tx, id, 'draft.sent', by);
}

export async function auditDraft(
  tx: Transaction,
  draftId: string,
  action: string,
  by: Pick<Access, 'actor' | 'at' | 'requestId'>,
): Promise<void> {
  await recordAccess(tx, { ...by, action, subject: { kind: 'draft', id: draftId } });
}

function notYours(): Problem {
  return new Problem('unauthorized', 'This link does not open a form: use the one that we sent you.');
}
