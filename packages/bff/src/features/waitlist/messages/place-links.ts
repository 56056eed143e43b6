import { and, eq, inArray } from 'drizzle-orm';
import { serviceNameOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { isReachable, openEntry } from '../entry.ts';
import { waitlistEntries } from '../tables.ts';
import { manageLink } from './links.ts';

/** The links to a person's places on waitlists. @param personKey the keyed hash of the address that they joined with */
export async function placeLinksOf(
  deps: WaitlistDeps,
  personKey: string,
): Promise<{ to: string; label: string; href: string }[]> {
  const rows = await deps.store.db
    .select()
    .from(waitlistEntries)
    .where(
      and(eq(waitlistEntries.personKey, personKey), inArray(waitlistEntries.status, ['waiting', 'invited'])),
    );
  return rows
    .map((row) => openEntry(deps.sealing, row))
    .filter(isReachable)
    .map((entry) => ({
      to: entry.contact.email,
      label: serviceNameOf(deps.clinic, entry.service),
      href: manageLink(deps, entry),
    }));
}
