import type { CallBackRequest, CallBackTaken } from '@botaniqal/shared/contracts/forms.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { oneLine } from '../../../platform/one-line.ts';
import { Problem } from '../../../platform/problem.ts';
import type { FormDeps } from '../deps.ts';
import { sealCallBack } from '../submission.ts';
import { formSubmissions } from '../tables.ts';
import { askForCallBack } from './raise-alarm.ts';

/**
 * A person whose form was stopped asks to be called. Opens a task for staff and emails enquiries, once. Asking again
 * gets the same answer.
 * @throws Problem not_found unless there is such a submission, and it was stopped
 */
export async function requestCallBack(
  deps: FormDeps,
  submissionId: string,
  { name, phone }: CallBackRequest,
  { requestId, address }: { requestId: string | undefined; address: string },
): Promise<CallBackTaken> {
  const now = deps.clock.now();
  const whom = { name: oneLine(name), phone };
  const ofIt = and(
    eq(formSubmissions.id, submissionId),
    eq(formSubmissions.stopped, true),
    isNull(formSubmissions.erasedAt),
  );
  const requestedAt = await deps.store.db.transaction(async (tx) => {
    const [taken] = await tx
      .update(formSubmissions)
      .set({ callBack: sealCallBack(deps.sealing, submissionId, whom), callBackAt: now })
      .where(and(ofIt, isNull(formSubmissions.callBackAt)))
      .returning({ id: formSubmissions.id, bookingId: formSubmissions.bookingId });
    if (!taken) {
      const [before] = await tx.select({ at: formSubmissions.callBackAt }).from(formSubmissions).where(ofIt);
      return before?.at ?? null;
    }
    await askForCallBack(tx, deps, taken, whom, address);
    await publishLive(tx, { kind: 'triage', id: submissionId });
    await recordAccess(tx, {
      at: now,
      actor: { kind: 'patient' },
      action: 'submission.call_back_requested',
      subject: { kind: 'submission', id: submissionId },
      requestId,
    });
    return now;
  });
  if (!requestedAt) throw new Problem('not_found', 'There is nothing to call back about here.');
  return { submissionId, requestedAt: requestedAt.toISOString() };
}
