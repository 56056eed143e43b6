import type { WaitlistJoined } from '@botaniqal/shared/contracts/waitlist.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { Entry } from '../entry.ts';
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
  return {
    status: access === 'manage' ? 201 : 200,
    body: {
      entryId: entry.id,
      service: entry.service,
      ...(await positionOf(tx, entry)),
      manageToken: entry.secrets[access],
      access,
      confirmationNeeded: confirmationNeeded(deps, entry),
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
