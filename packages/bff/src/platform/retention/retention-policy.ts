import type { SubjectKind } from '../audit/record-access.ts';
import type { Sealing } from '../crypto/sealing.ts';
import type { Queryable, Transaction } from '../store/database.ts';

/**
 * Personal data that a feature keeps, and how it goes. Each feature declares its own; `features/data-protection` knows
 * the rules, and asks.
 */

/** One thing that is kept. Ids and instants only: nothing is opened to find what is due. */
export interface Held {
  id: string;
  /** The first and the last instant of what it covers. */
  from: Date;
  to: Date;
}

/** Part of a health record. */
export interface HeldRecord extends Held {
  /**
   * What it shares with others of the same person: `booking:{id}`, `patient:{id in the practice's records}`. A later
   * entry of a person prolongs the earlier ones.
   */
  ties: readonly string[];
}

/** Whom it is about, as far as it says. */
export interface Whose {
  name: string | null;
  /** `YYYY-MM-DD`. */
  dateOfBirth: string | null;
}

/** Opens what is needed of one thing; `null` when it is gone, or holds nobody. */
export type OpenWhose = (db: Queryable, sealing: Sealing, id: string) => Promise<Whose | null>;

/** Erases one thing in the transaction that also notes it. @returns false when it was gone already, or went on after all */
export type Erase = (tx: Transaction, id: string, at: { now: Date; keptUntil: string }) => Promise<boolean>;

interface Holding {
  /** How the report calls it, like `unfinished_booking`. */
  readonly name: string;
  /** What the audit trail and the register call it. */
  readonly kind: SubjectKind;
  readonly erase: Erase;
}

/** Kept for years, counted from the last entry of the same person. */
export interface RecordHolding extends Holding {
  /** Everything that is not erased yet. */
  list(db: Queryable): Promise<HeldRecord[]>;
  readonly whose: OpenWhose;
}

/** Kept for so many days after it has come to an end. */
export interface PassingHolding extends Holding {
  readonly rule: PassingRule;
  /** What ended before this instant and is not erased yet. */
  endedBefore(db: Queryable, before: Date): Promise<Held[]>;
  /** Left out where the register needs no name: it was no health information. */
  readonly whose?: OpenWhose;
}

/** What one feature keeps about items of another one: it is erased with them, and it tells which of them belong together. */
export interface AttachedData {
  readonly attachedTo: readonly SubjectKind[];
  /** More ties of such items, by their ids. */
  ties(db: Queryable): Promise<{ id: string; tie: string }[]>;
  /** Erases what is attached to one item, in the transaction that erases the item. */
  erase(tx: Transaction, id: string): Promise<void>;
}

/** The settings of `retention` in clinic.yaml that count days. */
export type PassingRule =
  | 'unfinishedBookingsDays'
  | 'waitlistEndedDays'
  | 'doneTasksDays'
  | 'unsentMailsDays';
