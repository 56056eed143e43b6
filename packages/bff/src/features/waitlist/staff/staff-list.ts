import { serviceId, visitKind } from '@botaniqal/shared/contracts/primitives.ts';
import {
  type StaffWaitlist,
  type StaffWaitlistEntry,
  waitlistStatus,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { inOrder } from '@botaniqal/shared/waitlist/score.ts';
import { and, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-auth.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { isoInstant } from '../../bookings/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type EntryContact, type EntryRow, openContact } from '../entry.ts';
import { conversionOf } from '../launching/conversion.ts';
import { nearTo, scoreEntry } from '../ranking/ranking.ts';
import { freedSlots, slotOffers, waitlistEntries, waitlistLaunches } from '../tables.ts';

const wholeNumber = (most: number) =>
  z.coerce
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 at least')
    .max(most, `must be ${most} at most`);

/** What staff may ask of a list. */
export const staffWaitlistQuery = z.object({
  service: serviceId,
  status: waitlistStatus.optional().describe('Left out: everybody who has not left'),
  confirmed: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
  minInterest: wholeNumber(5).optional().describe('1 to 5'),
  postcode: z
    .string()
    .regex(/^\d{1,4}$/, 'must be one to four digits: a postcode, or how it begins')
    .optional()
    .describe('A postcode, or how it begins'),
  limit: wholeNumber(1000).default(200).describe('How many entries the answer holds. A CSV holds all'),
  format: z
    .enum(['json', 'csv'], { error: 'must be json or csv' })
    .optional()
    .describe('Or by Accept: text/csv'),
});
export type StaffWaitlistQuery = z.infer<typeof staffWaitlistQuery>;

/**
 * A service's list with scores, as staff see it: those who wait first, in the order of invitation. One line in the
 * audit trail says who read which list.
 */
export async function readStaffWaitlist(
  deps: WaitlistDeps,
  query: StaffWaitlistQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffWaitlist> {
  const { service } = query;
  const { rows, offers, conversion, launch } = await deps.store.db.transaction(async (tx) => {
    await recordAccess(tx, {
      actor: `staff:${member.id}`,
      action: 'waitlist.listed',
      subject: { kind: 'waitlist', id: service },
      requestId,
      at: deps.clock.now(),
    });
    const [state] = await tx.select().from(waitlistLaunches).where(eq(waitlistLaunches.service, service));
    return {
      rows: await tx
        .select()
        .from(waitlistEntries)
        .where(and(eq(waitlistEntries.service, service), ne(waitlistEntries.status, 'left'))),
      offers: await offersOf(tx, service),
      conversion: await conversionOf(tx, service),
      launch: state ?? null,
    };
  });
  const matching = ranked(deps, service, rows, offers).filter((entry) => fits(entry, query));
  return {
    service,
    matching: matching.length,
    entries: matching,
    conversion,
    segments: segmentsOf(matching),
    launch: launch && {
      state: launch.state,
      batches: launch.batches,
      lastBatchAt: launch.lastBatchAt?.toISOString() ?? null,
    },
  };
}

/** An offer with the time that was offered. */
type StoredOffer = Awaited<ReturnType<typeof offersOf>>[number];

/** The offers of a service's list, the latest first. */
function offersOf(tx: Transaction, service: StaffWaitlist['service']) {
  return tx
    .select({ offer: slotOffers, practitionerId: freedSlots.practitionerId, start: freedSlots.start })
    .from(slotOffers)
    .innerJoin(freedSlots, eq(freedSlots.id, slotOffers.freedSlotId))
    .where(eq(slotOffers.service, service))
    .orderBy(desc(slotOffers.offeredAt));
}

function staffOffer({ offer, practitionerId, start }: StoredOffer): StaffWaitlistEntry['offers'][number] {
  return {
    offerId: offer.id,
    status: offer.status,
    visit: visitKind.parse(offer.visit),
    practitionerId,
    start: isoInstant(start),
    offeredAt: offer.offeredAt.toISOString(),
    expiresAt: isoInstant(offer.expiresAt),
    endedAt: offer.endedAt?.toISOString() ?? null,
    bookingId: offer.bookingId,
  };
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

function staffEntry(
  row: EntryRow,
  contact: EntryContact,
  score: StaffWaitlistEntry['score'],
  rank: number | null,
  offers: readonly StoredOffer[],
): StaffWaitlistEntry {
  return {
    entryId: row.id,
    ...contact,
    interestLevel: row.interestLevel,
    contactPreference: row.contactPreference,
    status: row.status,
    confirmed: row.confirmedAt !== null,
    joinedAt: row.joinedAt.toISOString(),
    invitedAt: row.invitedAt?.toISOString() ?? null,
    bookBy: row.bookBy?.toISOString() ?? null,
    bookedAt: row.bookedAt?.toISOString() ?? null,
    offers: offers.map(staffOffer),
    rank,
    score,
  };
}

function fits(entry: StaffWaitlistEntry, query: StaffWaitlistQuery): boolean {
  return (
    (query.status === undefined || entry.status === query.status) &&
    (query.confirmed === undefined || entry.confirmed === (query.confirmed === 'true')) &&
    (query.minInterest === undefined || entry.interestLevel >= query.minInterest) &&
    (query.postcode === undefined || (entry.postcode?.startsWith(query.postcode) ?? false))
  );
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
