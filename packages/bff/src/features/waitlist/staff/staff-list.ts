import type { StaffWaitlist, StaffWaitlistEntry } from '@botaniqal/shared/contracts/waitlist.ts';
import { inOrder } from '@botaniqal/shared/waitlist/score.ts';
import { and, eq, ne } from 'drizzle-orm';
import { recordAccess, recordListed } from '../../../platform/audit/record-access.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type EntryRow, openContact } from '../entry.ts';
import { conversionOf } from '../launching/conversion.ts';
import { nearTo, scoreEntry } from '../ranking/ranking.ts';
import { waitlistEntries, waitlistLaunches } from '../tables.ts';
import { offersOf, type StoredOffer, staffEntry } from './staff-entry.ts';
import { fits, type StaffWaitlistQuery } from './staff-query.ts';

/**
 * A service's list with scores, as staff see it: the waiting people first, in the order of invitation. The audit trail
 * says who read which list, and whose entries the answer held.
 * @param most how many entries the answer holds
 */
export async function readStaffWaitlist(
  deps: WaitlistDeps,
  query: StaffWaitlistQuery,
  most: number,
  member: StaffMember,
  requestId: string,
): Promise<StaffWaitlist> {
  const { service } = query;
  return deps.store.db.transaction(async (tx) => {
    const [launch] = await tx.select().from(waitlistLaunches).where(eq(waitlistLaunches.service, service));
    const rows = await tx
      .select()
      .from(waitlistEntries)
      .where(and(eq(waitlistEntries.service, service), ne(waitlistEntries.status, 'left')));
    const offers = await offersOf(tx, service);
    const matching = ranked(deps, service, rows, offers).filter((entry) => fits(entry, query));
    const entries = matching.slice(0, most);
    const access = {
      actor: { kind: 'staff', subject: member.id },
      action: 'waitlist.listed',
      requestId,
      at: deps.clock.now(),
    } as const;
    await recordAccess(tx, { ...access, subject: { kind: 'waitlist', id: service } });
    const ids = entries.map(({ entryId }) => entryId);
    await recordListed(tx, access, 'waitlist_entry', ids);
    return {
      service,
      matching: matching.length,
      entries,
      conversion: await conversionOf(tx, service),
      segments: segmentsOf(matching),
      launch: launch
        ? {
            state: launch.state,
            batches: launch.batches,
            lastBatchAt: launch.lastBatchAt?.toISOString() ?? null,
          }
        : null,
    };
  });
}

function ranked(
  deps: WaitlistDeps,
  service: StaffWaitlist['service'],
  rows: readonly EntryRow[],
  offers: readonly StoredOffer[],
): StaffWaitlistEntry[] {
  const offersBy = Map.groupBy(offers, ({ offer }) => offer.entryId);
  const near = nearTo(deps, service);
  const now = deps.clock.now();
  const scored = rows.flatMap((row) => {
    const contact = openContact(deps.sealing, row);
    return contact ? [{ row, contact, score: scoreEntry(row, contact, near, now), place: row.place }] : [];
  });
  const canBeInvited = ({ row }: { row: EntryRow }) =>
    row.status === 'waiting' && (row.confirmedAt !== null || !deps.clinic.waitlist.doubleOptIn);
  const waiting = scored.filter(canBeInvited).sort(inOrder);
  const others = scored.filter((one) => !canBeInvited(one)).sort(inOrder);
  return [
    ...waiting.map((one, index) =>
      staffEntry(one.row, one.contact, one.score, index + 1, offersBy.get(one.row.id) ?? []),
    ),
    ...others.map((one) => staffEntry(one.row, one.contact, one.score, null, offersBy.get(one.row.id) ?? [])),
  ];
}

function segmentsOf(entries: readonly StaffWaitlistEntry[]): StaffWaitlist['segments'] {
  const byInterest = Map.groupBy(entries, (entry) => entry.interestLevel);
  const byPostcode = Map.groupBy(entries, (entry) => entry.postcode);
  return {
    byInterest: [...byInterest]
      .map(([interestLevel, list]) => ({ interestLevel, count: list.length }))
      .sort((a, b) => b.interestLevel - a.interestLevel),
    byPostcode: [...byPostcode]
      .map(([postcode, list]) => ({ postcode, count: list.length }))
      .sort((a, b) => b.count - a.count || (a.postcode ?? '').localeCompare(b.postcode ?? '')),
  };
}
