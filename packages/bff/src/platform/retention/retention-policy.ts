import type { SubjectKind } from '../audit/record-access.ts';
import type { Sealing } from '../crypto/sealing.ts';
import type { Queryable, Transaction } from '../store/database.ts';

/**
 * Which personal data a feature keeps, and how it is erased. Each feature declares its own policies;
 * `features/data-protection` applies them.
 */

/** One item that is kept. Ids and instants only: nothing is decrypted to find what is due. */
interface RetainedItem {
  id: string;
  /** The first and the last instant that it covers. */
  from: Date;
  to: Date;
}

/** One part of a health record. */
export interface RetainedRecord extends RetainedItem {
  /**
   * Keys that it shares with other records of the same person: `booking:{id}`, `patient:{id in the practice's records}`.
   * A later record of a person extends the time of the earlier ones.
   */
  ties: readonly string[];
}

/** The person that it is about, as far as it says. */
export interface RetainedPerson {
  name: string | null;
  /** `YYYY-MM-DD`. */
  dateOfBirth: string | null;
}

/** Decrypts the person of one item; `null` when the item is gone, or names no person. */
export type FindPerson = (db: Queryable, sealing: Sealing, id: string) => Promise<RetainedPerson | null>;

/** Erases one item, in the transaction that also records it. @returns false when it was gone, or is in use again */
type Erase = (tx: Transaction, id: string, at: { now: Date; keptUntil: string }) => Promise<boolean>;

interface RetentionPolicy {
  /** Its name in the report, like `unfinished_booking`. */
  readonly name: string;
  /** Its kind in the audit trail and the register. */
  readonly kind: SubjectKind;
  readonly erase: Erase;
}

/** Kept for years, counted from the last record of the same person. */
export interface RecordRetentionPolicy extends RetentionPolicy {
  /** Everything that is not erased yet. */
  list(db: Queryable): Promise<RetainedRecord[]>;
  readonly findPerson: FindPerson;
}

/** Kept for a number of days after it ended. */
export interface DaysRetentionPolicy extends RetentionPolicy {
  readonly rule: RetentionDaysSetting;
  /** Items that ended before this instant and are not erased yet. */
  endedBefore(db: Queryable, before: Date): Promise<RetainedItem[]>;
  /** Left out for items without health information: the register needs no name for them. */
  readonly findPerson?: FindPerson;
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
type RetentionDaysSetting =
  | 'unfinishedBookingsDays'
  | 'waitlistEndedDays'
  | 'doneTasksDays'
  | 'unsentMailsDays';
