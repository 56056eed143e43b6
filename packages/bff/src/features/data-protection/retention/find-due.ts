import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { Clock } from '../../../platform/clock.ts';
import { CannotOpen, type Sealing } from '../../../platform/crypto/sealing.ts';
import type {
  DaysRetentionPolicy,
  RecordRetentionPolicy,
  RetainedPerson,
  RetainedRecord,
} from '../../../platform/retention/retention-policy.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { byPerson } from './group-by-person.ts';
import type { RetentionPolicies } from './policies.ts';
import { daysAfter, isOver, keepUntil, yearsAfter } from './retention-rules.ts';

export interface RetentionDeps {
  sealing: Sealing;
  clock: Clock;
  clinic: Pick<Clinic, 'clinic' | 'retention'>;
  retentionPolicies: RetentionPolicies;
}

/** A record whose time is over. Days are in the clinic's zone. */
export interface Due {
  policy: RecordRetentionPolicy | DaysRetentionPolicy;
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
  for (const policy of deps.retentionPolicies.passing) {
    for (const due of await duePassing(deps, db, policy)) passing.push([due]);
  }
  return [...records, ...passing];
}

type Entry = RetainedRecord & { policy: RecordRetentionPolicy };

async function dueRecords(deps: RetentionDeps, db: Queryable): Promise<Due[][]> {
  const { retention, clinic } = deps.clinic;
  const today = dayOf(deps.clock.now(), clinic.timeZone);
  const day = (instant: Date) => dayOf(instant, clinic.timeZone);
  const attachedTies = await tiesOfAttached(deps, db);
  const entries: Entry[] = [];
  for (const policy of deps.retentionPolicies.records) {
    for (const held of await policy.list(db)) {
      entries.push({ ...held, ties: [...held.ties, ...(attachedTies.get(held.id) ?? [])], policy });
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
      person.map(({ policy, id, from, to }) => ({
        policy,
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
  { retentionPolicies }: Pick<RetentionDeps, 'retentionPolicies'>,
  db: Queryable,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ties = new Map<string, string[]>();
  for (const attached of retentionPolicies.attached) {
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
  for (const { policy, id } of person) {
    const person = await personIfReadable(deps, db, policy, id);
    if (person?.dateOfBirth && person.dateOfBirth <= firstEntry) given.push(person.dateOfBirth);
  }
  return given.toSorted().at(-1) ?? null;
}

/** A record whose key was lost cannot be read. It is erased by the same rules, as that of an unknown person. */
export async function personIfReadable(
  { sealing }: Pick<RetentionDeps, 'sealing'>,
  db: Queryable,
  policy: Due['policy'],
  id: string,
): Promise<RetainedPerson | null> {
  try {
    return (await policy.findPerson?.(db, sealing, id)) ?? null;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

async function duePassing(deps: RetentionDeps, db: Queryable, policy: DaysRetentionPolicy): Promise<Due[]> {
  const { retention, clinic } = deps.clinic;
  const now = deps.clock.now();
  const today = dayOf(now, clinic.timeZone);
  const held = await policy.endedBefore(db, now);
  return held
    .map(({ id, from, to }) => {
      const coveredTo = dayOf(to, clinic.timeZone);
      const keptUntil = daysAfter(coveredTo, retention[policy.rule]);
      return {
        policy,
        id,
        coveredFrom: dayOf(from, clinic.timeZone),
        coveredTo,
        rule: policy.rule,
        keptUntil,
      };
    })
    .filter(({ keptUntil }) => isOver(keptUntil, today));
}
