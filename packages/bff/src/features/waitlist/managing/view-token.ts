import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { entryPurpose } from '../entry.ts';

/** As long as the page of a person who joins again may need it. */
const validMs = dayMs;

/** What the answer to a person who joins again says about the entry. */
const shownPlace = z.object({
  position: z.int(),
  total: z.int(),
  confirmationNeeded: z.boolean(),
});
export type ShownPlace = z.infer<typeof shownPlace>;

const content = shownPlace.extend({ until: z.iso.datetime() });

type Deps = { sealing: Sealing; clock: Clock };

/**
 * A token for a person who joins again and may be a stranger. It carries, sealed, what its first answer said, and shows
 * that and nothing else: from a stored place a stranger would learn when the person confirms, is invited or leaves.
 * It expires after a day.
 */
export function newViewToken({ sealing, clock }: Deps, entryId: string, shown: ShownPlace): string {
  const until = new Date(clock.now().getTime() + validMs).toISOString();
  return sealing.seal({ ...shownPlace.parse(shown), until }, purpose(entryId));
}

/** What a view token shows; `null` when it is none of this entry, or has expired. */
export function openViewToken({ sealing, clock }: Deps, entryId: string, token: string): ShownPlace | null {
  let opened: unknown;
  try {
    opened = sealing.open(token, purpose(entryId));
  } catch {
    return null;
  }
  const { until, ...shown } = content.parse(opened);
  return new Date(until) > clock.now() ? shown : null;
}

const purpose = (entryId: string) => entryPurpose('view', entryId);
