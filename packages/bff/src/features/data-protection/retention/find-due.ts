import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic.ts';
import type { Clock } from '../../../platform/clock.ts';
import { CannotOpen, type Sealing } from '../../../platform/crypto/sealing.ts';
import type {
  HeldRecord,
  PassingHolding,
  RecordHolding,
  Whose,
} from '../../../platform/retention/retention-policy.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { byPerson } from './group-by-person.ts';
import type { Holdings } from './policies.ts';
import { daysAfter, isOver, keepUntil, yearsAfter } from './retention-rules.ts';

export interface RetentionDeps {
  sealing: Sealing;
  clock: Clock;
  clinic: Pick<Clinic, 'clinic' | 'retention'>;
  holdings: Holdings;
}

/** A record whose time is over. Days are in the clinic's zone. */
export interface Due {
  holding: RecordHolding | PassingHolding;
  id: string;
  coveredFrom: string;
  coveredTo: string;
  /** The setting that decided. */
  rule: string;
  keptUntil: string;
}

/**
 * Finds the records past their time. A person's health record is one list, because it is erased as a whole. Only
 * records that may be due are opened, and only for the name and the date of birth.
 */
export async function findDue(deps: RetentionDeps, db: Queryable): Promise<Due[][]> {
  const records = await dueRecords(deps, db);
  const passing: Due[][] = [];
  for (const holding of deps.holdings.passing) {
    for (const due of await duePassing(deps, db, holding)) passing.push([due]);
  }
  return [...records, ...passing];
}

type Entry = HeldRecord & { holding: RecordHolding };

async function dueRecords(deps: RetentionDeps, db: Queryable): Promise<Due[][]> {
  const { retention, clinic } = deps.clinic;
  const today = dayOf(deps.clock.now(), clinic.timeZone);
  const day = (instant: Date) => dayOf(instant, clinic.timeZone);
  const attachedTies = await tiesOfAttached(deps, db);
  const entries: Entry[] = [];
  for (const holding of deps.holdings.records) {
    for (const held of await holding.list(db)) {
      entries.push({ ...held, ties: [...held.ties, ...(attachedTies.get(held.id) ?? [])], holding });
    }
  }
  const due: Due[][] = [];
  for (const person of byPerson(entries)) {
    const lastEntry = day(new Date(Math.max(...person.map(({ to }) => to.getTime()))));
    // No birth date makes the time shorter than this, so no record is opened before.
    if (!isOver(yearsAfter(lastEntry, retention.adultYears), today)) continue;
    const firstEntry = day(new Date(Math.min(...person.map(({ from }) => from.getTime()))));
    const birth = await birthOf(deps, db, person, firstEntry);
    const kept = keepUntil({ firstEntry, lastEntry, birth }, retention);
    if (!isOver(kept.day, today)) continue;
    due.push(
      person.map(({ holding, id, from, to }) => ({
        holding,
        id,
        coveredFrom: day(from),
        coveredTo: day(to),
        rule: kept.rule,
        keptUntil: kept.day,
      })),
    );
  }
  return due;
}

/** Ties that other features know, by the id of the item. */
async function tiesOfAttached(
  { holdings }: Pick<RetentionDeps, 'holdings'>,
  db: Queryable,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ties = new Map<string, string[]>();
  for (const attached of holdings.attached) {
    for (const { id, tie } of await attached.ties(db)) ties.set(id, [...(ties.get(id) ?? []), tie]);
  }
  return ties;
}

/** The latest of the given birth dates, because it keeps the record longer. */
async function birthOf(
  deps: RetentionDeps,
  db: Queryable,
  person: readonly Entry[],
  firstEntry: string,
): Promise<string | null> {
  const given: string[] = [];
  for (const { holding, id } of person) {
    const whose = await whoseIfReadable(deps, db, holding, id);
    if (whose?.dateOfBirth && whose.dateOfBirth <= firstEntry) given.push(whose.dateOfBirth);
  }
  return given.toSorted().at(-1) ?? null;
}

/** A record whose key was lost cannot be read. It is erased by the same rules, as that of an unknown person. */
export async function whoseIfReadable(
  { sealing }: Pick<RetentionDeps, 'sealing'>,
  db: Queryable,
  holding: Due['holding'],
  id: string,
): Promise<Whose | null> {
  try {
    return (await holding.whose?.(db, sealing, id)) ?? null;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

async function duePassing(deps: RetentionDeps, db: Queryable, holding: PassingHolding): Promise<Due[]> {
  const { retention, clinic } = deps.clinic;
  const now = deps.clock.now();
  const today = dayOf(now, clinic.timeZone);
  const held = await holding.endedBefore(db, now);
  return held
    .map(({ id, from, to }) => {
      const coveredTo = dayOf(to, clinic.timeZone);
      const keptUntil = daysAfter(coveredTo, retention[holding.rule]);
      return {
        holding,
        id,
        coveredFrom: dayOf(from, clinic.timeZone),
        coveredTo,
        rule: holding.rule,
        keptUntil,
      };
    })
    .filter(({ keptUntil }) => isOver(keptUntil, today));
}
