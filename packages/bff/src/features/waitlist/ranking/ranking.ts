import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { inOrder, type Near, type Score, scoreOf } from '@botaniqal/shared/waitlist/score.ts';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { serviceOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type EntryContact, openContact } from '../entry.ts';
import { waitlistEntries } from '../tables.ts';

export interface RankedEntry {
  id: string;
  place: number;
  contact: EntryContact;
  score: Score;
}

/**
 * The postcodes of `clinic.yaml` that are near a service; `null` when distance does not matter, because none are
 * listed or the service is also given by video.
 */
export function nearTo(deps: Pick<WaitlistDeps, 'clinic'>, service: ServiceId): Near {
  const near = deps.clinic.waitlist.near[service];
  if (!near || near.length === 0) return null;
  const offered = new Set(
    serviceOf(deps.clinic, service)
      ?.visits.filter((visit) => visit.kind !== 'consultation')
      .flatMap((visit) => Object.keys(visit.eventTypes)),
  );
  const byVideo = deps.clinic.practitioners.some(
    (one) => offered.has(one.id) && one.location !== 'melbourne',
  );
  return byVideo ? null : near;
}

/** The score of one entry, from its row and its opened contact. */
export function scoreEntry(
  row: Pick<
    typeof waitlistEntries.$inferSelect,
    'interestLevel' | 'joinedAt' | 'confirmedAt' | 'returnedAt' | 'answeredAt'
  >,
  contact: EntryContact,
  near: Near,
  now: Date,
): Score {
  const acts = {
    confirmed: row.confirmedAt !== null,
    returned: row.returnedAt !== null,
    answered: row.answeredAt !== null,
  };
  return scoreOf({ ...row, acts, postcode: contact.postcode }, near, now);
}

/**
 * All people who can be invited, in the order of invitation. They wait, were never invited, and (with double opt-in)
 * have confirmed their address. Scores are computed anew each time, because they grow with the time of waiting.
 */
export async function rankWaiting(
  db: Queryable,
  deps: WaitlistDeps,
  service: ServiceId,
  { beforeOpening = false } = {},
): Promise<RankedEntry[]> {
  const rows = await db
    .select()
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.service, service),
        sql`${waitlistEntries.status} = 'waiting'`,
        deps.clinic.waitlist.doubleOptIn ? isNotNull(waitlistEntries.confirmedAt) : undefined,
        beforeOpening ? eq(waitlistEntries.beforeOpening, true) : undefined,
      ),
    );
  const near = nearTo(deps, service);
  const now = deps.clock.now();
  return rows
    .flatMap((row) => {
      const contact = openContact(deps.sealing, row);
      if (!contact) return [];
      return [{ id: row.id, place: row.place, contact, score: scoreEntry(row, contact, near, now) }];
    })
    .sort(inOrder);
}
