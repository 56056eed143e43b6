import { and, eq } from 'drizzle-orm';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { type FilingDeps, graceMs } from './deps.ts';
import { type AskedStep, submissionFilings } from './tables.ts';

export type Filing = typeof submissionFilings.$inferSelect;

/** Not a failure: what this needs is on its way. */
export class RetryLater extends Error {
  readonly seconds: number;
  constructor(what: string, seconds: number) {
    super(`Waits for ${what}.`);
    this.name = 'RetryLater';
    this.seconds = Math.max(1, Math.ceil(seconds));
  }
}

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
 * Asks the records to make something that must not be made twice. That it is asked is stored before, and what is known
 * of it after: killed in between, the next run looks, and asks again only when nothing can be on its way any more.
 * Call it after having looked, and having found nothing.
 * @throws RetryLater while an earlier try without an answer may still come about
 */
export async function atMostOnce<T>(
  deps: FilingDeps,
  filing: Filing,
  step: AskedStep,
  act: () => Promise<T>,
): Promise<T> {
  const before = filing.asked[step];
  const age = before ? deps.clock.now().getTime() - Date.parse(before.at) : graceMs;
  if (before && !before.over && age < graceMs) throw new RetryLater(`the ${step}`, (graceMs - age) / 1000);
  const mine = await note(deps, filing, step, { at: deps.clock.now().toISOString(), over: false });
  if (!mine) throw new RetryLater('another run of this job', 10);
  try {
    return await act();
  } catch (error) {
    if (error instanceof UpstreamError) await noteFailure(deps, filing, step, error);
    throw error;
  }
}

/** Whether it was ever asked for, and may therefore be there. */
export function wasAsked(filing: Filing, step: AskedStep): boolean {
  return filing.asked[step] !== undefined;
}

async function noteFailure(
  deps: FilingDeps,
  filing: Filing,
  step: AskedStep,
  error: UpstreamError,
): Promise<void> {
  const asked = filing.asked[step];
  if (notDone.has(error.reason)) await note(deps, filing, step, undefined);
  else if (error.reason === 'server_error' && asked) await note(deps, filing, step, { ...asked, over: true });
}

/** @returns false when another run has noted something since this one has read the row */
async function note(
  deps: FilingDeps,
  filing: Filing,
  step: AskedStep,
  noted: Filing['asked'][AskedStep],
): Promise<boolean> {
  const { [step]: _, ...others } = filing.asked;
  const asked = { ...others, ...(noted ? { [step]: noted } : {}) };
  const { submissionId } = filing;
  const written = await deps.store.db
    .update(submissionFilings)
    .set({ asked })
    .where(and(eq(submissionFilings.submissionId, submissionId), eq(submissionFilings.asked, filing.asked)))
    .returning({ submissionId: submissionFilings.submissionId });
  // The run's own copy goes with the row.
  if (written.length > 0) filing.asked = asked;
  return written.length > 0;
}
