import { randomUUID } from 'node:crypto';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { releasePlaces } from '../../../platform/limits/limits.ts';
import { Problem } from '../../../platform/problem.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * Judges a request with a promotion code, and limits how many wrong codes one network address can try. The place in the
 * limit is taken first, so that many requests at the same instant cannot try more; a right code gives it back.
 * The audit trail notes each wrong code, without the code.
 *
 * @param judge throws `invalid_request` that names `promotionCode` when the code is wrong
 * @throws Problem too_many_requests, and what `judge` throws
 */
export async function limitGuesses<T>(
  { clinic, clock, limits, store }: Pick<BookingDeps, 'clinic' | 'clock' | 'limits' | 'store'>,
  code: string | undefined,
  { actor, address, requestId }: ActingAs & { address?: string },
  judge: () => T | Promise<T>,
): Promise<T> {
  if (!code?.trim() || !address) return judge();
  const guess = randomUUID();
  const now = clock.now();
  const place = {
    limit: 'wrong_codes_per_address',
    key: limits.keys.address(address),
    max: clinic.limits.wrongCodesPerAddress,
    until: new Date(now.getTime() + hourMs),
  } as const;
  await store.db.transaction((tx) => limits.take(tx, guess, [place]));
  try {
    const judged = await judge();
    await releasePlaces(store.db, guess);
    return judged;
  } catch (error) {
    if (isWrongCode(error)) {
      const subject = { kind: 'promotion_code', id: guess } as const;
      await store.db.transaction((tx) =>
        recordAccess(tx, { at: now, actor, action: 'promotion_code.refused', subject, requestId }),
      );
    } else await releasePlaces(store.db, guess);
    throw error;
  }
}

function isWrongCode(error: unknown): boolean {
  return error instanceof Problem && (error.fields?.some(({ path }) => path === 'promotionCode') ?? false);
}
