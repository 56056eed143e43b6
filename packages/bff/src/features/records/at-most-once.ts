import { and, eq } from 'drizzle-orm';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { FilingDeps } from './deps.ts';
import type { Filing } from './filing-store.ts';
import { NeedsPerson } from './needs-person.ts';
import { RetryLater } from './retry-later.ts';
import { type AskedStep, recordFilings } from './tables.ts';

/** How long after a creation without an answer it may still be done. Longer than our own deadline for it. */
const graceMs = 60_000;
/** So many requests without an answer, each a grace apart, are about a day. Then a person must look. */
const mostTries = 1_000;

/** Failures that say that the request was not acted upon. */
const notDone = new Set<UpstreamError['reason']>([
  'unreachable',
  'circuit_open',
  'rate_limited',
  'unauthorized',
  'not_found',
  'rejected',
]);

/**
 * Asks the records to make something that must not be made twice. The request is stored before it is sent, and its
 * outcome after it: a server that was killed in between looks first, and asks again only when nothing can be in
 * progress any more. Call it after you looked and found nothing.
 * @throws RetryLater while an earlier request without an answer may still be done
 */
export async function atMostOnce<T>(
  deps: Pick<FilingDeps, 'store' | 'clock' | 'records'>,
  filing: Filing,
  step: AskedStep,
  act: () => Promise<T>,
): Promise<T> {
  const before = filing.asked[step];
  const now = deps.clock.now();
  const age = before ? now.getTime() - Date.parse(before.at) : graceMs;
  if (before && !before.over && age < graceMs) throw new RetryLater(`the ${step}`, (graceMs - age) / 1000);
  const tries = (before?.tries ?? 0) + 1;
  if (tries > mostTries) {
    throw new NeedsPerson(`${deps.records.displayName} did not answer when the ${step} was made`);
  }
  const stored = await store(deps, filing, step, { at: now.toISOString(), over: false, tries });
  if (!stored) throw new RetryLater('another run of this job', 10);
  try {
    return await act();
  } catch (error) {
    if (error instanceof UpstreamError) await storeFailure(deps, filing, step, error);
    throw error;
  }
}

/** Whether it was ever asked for, and may therefore be there. */
export function wasAsked(filing: Filing, step: AskedStep): boolean {
  return filing.asked[step] !== undefined;
}

async function storeFailure(
  deps: Pick<FilingDeps, 'store'>,
  filing: Filing,
  step: AskedStep,
  error: UpstreamError,
): Promise<void> {
  const asked = filing.asked[step];
  if (notDone.has(error.reason)) await store(deps, filing, step, undefined);
  else if (error.reason === 'server_error' && asked) {
    await store(deps, filing, step, { ...asked, over: true });
  }
}

/** @returns false when another run has changed the row since this one read it */
async function store(
  deps: Pick<FilingDeps, 'store'>,
  filing: Filing,
  step: AskedStep,
  value: Filing['asked'][AskedStep],
): Promise<boolean> {
  const { [step]: _, ...others } = filing.asked;
  const asked = { ...others, ...(value ? { [step]: value } : {}) };
  const written = await deps.store.db
    .update(recordFilings)
    .set({ asked })
    .where(and(eq(recordFilings.subjectId, filing.subjectId), eq(recordFilings.asked, filing.asked)))
    .returning({ subjectId: recordFilings.subjectId });
  // The run's own copy follows the row.
  if (written.length > 0) filing.asked = asked;
  return written.length > 0;
}
