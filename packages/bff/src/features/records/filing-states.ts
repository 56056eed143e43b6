import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { openKindsOf } from '../staff-tasks/index.ts';
import { recordFilings } from './tables.ts';

/** How far bookings or forms are in the practice's records. `none`: nothing was begun. */
export type FilingState = 'filed' | 'waiting' | 'needs_person' | 'none';

/** Tasks that say that a person files it. */
const leftToStaff: readonly string[] = ['filing_failed', 'form_not_filed'];

/** @returns a state for each id that is known; an id without a line was not begun */
export async function filingsOf(
  db: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, FilingState>> {
  if (subjectIds.length === 0) return new Map();
  const [rows, tasks] = await Promise.all([
    db
      .select()
      .from(recordFilings)
      .where(and(inArray(recordFilings.subjectId, [...subjectIds]), isNull(recordFilings.removedAt))),
    openKindsOf(db, subjectIds),
  ]);
  const states = new Map<string, FilingState>();
  for (const row of rows) {
    const isFiled = row.subject === 'booking' ? row.appointmentId !== null : row.finishedAt !== null;
    states.set(row.subjectId, isFiled ? 'filed' : row.givenUpAt ? 'needs_person' : 'waiting');
  }
  for (const [subject, kinds] of tasks) {
    if (states.get(subject) !== 'filed' && kinds.some((kind) => leftToStaff.includes(kind))) {
      states.set(subject, 'needs_person');
    }
  }
  return states;
}

/** The bookings and forms that are filed under a record of the practice. */
export async function filedUnder(db: Queryable, patientId: string): Promise<string[]> {
  const rows = await db
    .select({ id: recordFilings.subjectId })
    .from(recordFilings)
    .where(eq(recordFilings.patientId, patientId));
  return rows.map(({ id }) => id);
}
