import { and, eq } from 'drizzle-orm';
import type { FormDeps } from '../deps.ts';
import { openSubmission, type Submission } from '../submission.ts';
import { formSubmissions } from '../tables.ts';

/** The submission that an earlier try of the same request stored; `null` when there is none. */
export async function findByRequest(
  deps: Pick<FormDeps, 'store' | 'sealing'>,
  formId: string,
  requestKeyHash: string | null,
): Promise<Submission | null> {
  if (requestKeyHash === null) return null;
  const [row] = await deps.store.db
    .select()
    .from(formSubmissions)
    .where(and(eq(formSubmissions.requestKeyHash, requestKeyHash), eq(formSubmissions.formId, formId)));
  return row ? openSubmission(deps.sealing, row) : null;
}
