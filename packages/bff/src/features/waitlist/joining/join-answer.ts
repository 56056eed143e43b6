import type { WaitlistJoined } from '@botaniqal/shared/contracts/waitlist.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { Entry } from '../entry.ts';
import { newViewToken } from '../managing/view-token.ts';
import { positionOf } from './position.ts';

export interface JoinAnswer {
  /** 200: the person was on the list already. */
  status: 200 | 201;
  body: WaitlistJoined;
}

export async function answer(
  tx: Transaction,
  deps: WaitlistDeps,
  entry: Entry,
  access: 'manage' | 'view',
): Promise<JoinAnswer> {
  const shown = { ...(await positionOf(tx, entry)), confirmationNeeded: confirmationNeeded(deps, entry) };
  return {
    status: access === 'manage' ? 201 : 200,
    body: {
      entryId: entry.id,
      service: entry.service,
      ...shown,
      manageToken: access === 'manage' ? entry.secrets.manage : newViewToken(deps, entry.id, shown),
      access,
    },
  };
}

/** Whether the person must confirm the address before an invitation can come. */
export function confirmationNeeded(
  deps: Pick<WaitlistDeps, 'clinic'>,
  entry: Pick<Entry, 'confirmedAt' | 'status'>,
): boolean {
  return deps.clinic.waitlist.doubleOptIn && entry.confirmedAt === null && entry.status === 'waiting';
}
