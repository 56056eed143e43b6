import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type Entry, isSecret } from '../entry.ts';
import { loadEntry } from '../entry-store.ts';
import { openViewToken, type ShownPlace } from './view-token.ts';

/** What a token opens: the entry with everything about it, or only what an earlier answer has said. */
export type Opened =
  | { access: 'manage'; entry: Entry }
  | { access: 'view'; entry: Pick<Entry, 'id' | 'service'>; shown: ShownPlace };

/**
 * What a token opens. A missing token, a wrong token and an unknown entry get the same answer.
 * @throws Problem unauthorized; not_found when its person has left
 */
export async function openWithToken(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<Opened> {
  const entry = token && isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (!entry || !token) throw noEntry();
  if (isManageToken(deps, entry, token)) {
    if (entry.status === 'left') throw new Problem('not_found', 'You have left this waitlist.');
    return { access: 'manage', entry };
  }
  const shown = openViewToken(deps, entryId, token);
  if (shown) return { access: 'view', entry, shown };
  throw noEntry();
}

/**
 * Whether this is the entry's manage token, and the token has not ended. It works while the person waits. After they have
 * booked, or their invitation is over, it ends `links.waitlistDays` later.
 */
export function isManageToken(
  { clock, clinic }: Pick<WaitlistDeps, 'clock' | 'clinic'>,
  { status, bookedAt, bookBy, secrets }: Entry,
  token: string,
): boolean {
  if (!isSecret(token, secrets.manage)) return false;
  const endedAt = status === 'waiting' ? null : (bookedAt ?? bookBy);
  return endedAt === null || clock.now().getTime() < endedAt.getTime() + clinic.links.waitlistDays * dayMs;
}

/** @throws Problem unauthorized, not_found, forbidden for a token that only shows */
export async function openToManage(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<Entry> {
  const opened = await openWithToken(deps, entryId, token);
  if (opened.access === 'manage') return opened.entry;
  throw new Problem('forbidden', 'To change or leave, use the link in the email that we sent you.');
}

/** Checks the token of an unsubscribe link. It stays valid after leaving. @throws Problem unauthorized */
export async function openToLeave(deps: WaitlistDeps, entryId: string, token: string): Promise<void> {
  const entry = isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (!entry || !isSecret(token, entry.secrets.leave)) throw noEntry();
}

export function noEntry(): Problem {
  return new Problem(
    'unauthorized',
    'This link does not open a place on a waitlist: use the newest one that we sent you.',
  );
}
