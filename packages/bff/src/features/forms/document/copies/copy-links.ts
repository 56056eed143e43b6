import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt, lte } from 'drizzle-orm';
import { hashOpaqueToken, newOpaqueToken } from '../../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { Queryable, Transaction } from '../../../../platform/store/database.ts';
import { isUuid } from '../../../../platform/uuid.ts';
import type { FormDeps } from '../../deps.ts';
import { loadSubmission, type Submission } from '../../submission.ts';
import { formCopyLinks } from '../../tables.ts';

/**
 * Makes a link that shows a patient the form that they sent. It leads to a page of our own server, also for a clinic that
 * names a page for its forms: no other script may run beside a patient's answers. The part after the `#` stays in the
 * browser.
 */
export async function newCopyLink(
  tx: Transaction,
  { clock, clinic, publicUrl }: Pick<FormDeps, 'clock' | 'clinic' | 'publicUrl'>,
  submissionId: string,
): Promise<{ href: string; expiresAt: Date }> {
  const { token, hash } = newOpaqueToken();
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + clinic.links.formCopyDays * dayMs);
  await tx.insert(formCopyLinks).values({ tokenHash: hash, submissionId, createdAt, expiresAt });
  return { href: `${publicUrl}/forms/copy#form=${submissionId}&token=${token}`, expiresAt };
}

/**
 * The form that a link shows. No token, a wrong one, one that has expired and an unknown form get the same answer, so that
 * nothing can be tried out.
 * @throws Problem unauthorized
 */
export async function openCopyLink(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clock'>,
  submissionId: string,
  token: string | undefined,
): Promise<Submission> {
  const known = token && isUuid(submissionId) && (await isOpen(deps, submissionId, token));
  const submission = known ? await loadSubmission(deps, deps.store.db, submissionId) : null;
  if (!submission) {
    throw new Problem('unauthorized', 'This link does not open a form: use the newest one that we sent you.');
  }
  return submission;
}

async function isOpen(
  { store, clock }: Pick<FormDeps, 'store' | 'clock'>,
  submissionId: string,
  token: string,
): Promise<boolean> {
  const rows = await store.db
    .select({ submissionId: formCopyLinks.submissionId })
    .from(formCopyLinks)
    .where(
      and(
        eq(formCopyLinks.tokenHash, hashOpaqueToken(token)),
        eq(formCopyLinks.submissionId, submissionId),
        gt(formCopyLinks.expiresAt, clock.now()),
      ),
    );
  return rows.length > 0;
}

/** Deletes the links that have expired. */
export async function eraseExpiredCopyLinks({
  store,
  clock,
}: Pick<FormDeps, 'store' | 'clock'>): Promise<void> {
  await store.db.delete(formCopyLinks).where(lte(formCopyLinks.expiresAt, clock.now()));
}

/** Deletes the links to a form that is erased. */
export async function eraseCopyLinksOf(db: Queryable, submissionId: string): Promise<void> {
  await db.delete(formCopyLinks).where(eq(formCopyLinks.submissionId, submissionId));
}
