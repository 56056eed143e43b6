import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type Entry, isSecret } from '../entry.ts';
import { loadEntry } from '../entry-store.ts';

/** What a token may do. */
export type AccessKind = 'manage' | 'view';

/**
 * The entry that a token opens. A missing token, a wrong token and an unknown entry get the same answer.
 * @throws Problem unauthorized; not_found when its person has left
 */
export async function openWithToken(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<{ entry: Entry; access: AccessKind }> {
  const entry = token && isUuid(entryId) ? await loadEntry(deps, deps.store.db, entryId) : null;
  if (entry && token) {
    const access = isSecret(token, entry.secrets.manage)
      ? 'manage'
      : isSecret(token, entry.secrets.view)
        ? 'view'
        : null;
    if (access && entry.status === 'left') throw new Problem('not_found', 'You have left this waitlist.');
    if (access) return { entry, access };
  }
  throw noEntry();
}

/** @throws Problem unauthorized, not_found, forbidden for a token that only looks */
export async function openToManage(
  deps: WaitlistDeps,
  entryId: string,
  token: string | undefined,
): Promise<Entry> {
  const { entry, access } = await openWithToken(deps, entryId, token);
  if (access === 'manage') return entry;
  throw new Problem('forbidden', 'To change or leave, use the link in the e-mail that we sent you.');
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
