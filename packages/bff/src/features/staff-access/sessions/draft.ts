import { type DeskDraft, deskDraft } from '@botaniqal/shared/contracts/staff/desk.ts';
import { eq } from 'drizzle-orm';
import type { StaffAccessDeps } from '../deps.ts';
import { staffSessions } from '../tables.ts';

type DraftDeps = Pick<StaffAccessDeps, 'store' | 'sealing'>;

/** Binds a draft to its session, so that a copy in another row does not open. */
export const draftPurpose = (sessionId: string) => `staff_session.draft:${sessionId}`;

/** What a person typed and has not sent yet. It is deleted with the session. */
export async function readDraft({ store, sealing }: DraftDeps, sessionId: string): Promise<DeskDraft> {
  const [row] = await store.db
    .select({ draft: staffSessions.draft })
    .from(staffSessions)
    .where(eq(staffSessions.id, sessionId));
  if (!row?.draft) return { draft: null };
  return deskDraft.parse({ draft: sealing.open(row.draft, draftPurpose(sessionId)) });
}

/** Keeps a draft in place of the one before. `null` deletes it. */
export async function keepDraft(
  { store, sealing }: DraftDeps,
  sessionId: string,
  { draft }: DeskDraft,
): Promise<void> {
  await store.db
    .update(staffSessions)
    .set({ draft: draft && sealing.seal(draft, draftPurpose(sessionId)) })
    .where(eq(staffSessions.id, sessionId));
}
