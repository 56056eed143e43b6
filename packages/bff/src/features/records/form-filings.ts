import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { filingsOf } from './filing-states.ts';
import { recordFilings } from './tables.ts';

/** Where forms are in the practice's records, for the desk's list of forms. */
export function formFilings(db: Queryable) {
  return {
    async of(submissionIds: readonly string[]) {
      const states = await filingsOf(db, submissionIds);
      const rows =
        submissionIds.length === 0
          ? []
          : await db
              .select({ id: recordFilings.subjectId, filedAt: recordFilings.finishedAt })
              .from(recordFilings)
              .where(inArray(recordFilings.subjectId, [...submissionIds]));
      const filedAt = new Map(rows.map((row) => [row.id, row.filedAt]));
      return new Map(
        [...states].flatMap(([id, state]) =>
          state === 'none' ? [] : [[id, { state, filedAt: filedAt.get(id) ?? null }] as const],
        ),
      );
    },
    filedIds: () =>
      db
        .select({ id: recordFilings.subjectId })
        .from(recordFilings)
        .where(and(eq(recordFilings.subject, 'submission'), isNotNull(recordFilings.finishedAt))),
  };
}
