import { bookingIdOfNumber } from './features/bookings/index.ts';
import { receivedForms } from './features/forms/index.ts';
import { filedUnder } from './features/records/index.ts';
import type { Queryable } from './platform/store/database.ts';

/** What a search in the audit trail means beside the id that was typed: see `subjectsOf` of staff-access. */
export async function auditSubjectsOf(db: Queryable, typed: string): Promise<readonly string[]> {
  const bookingId = await bookingIdOfNumber(db, typed);
  if (bookingId === null) return filedUnder(db, typed);
  const forms = await receivedForms(db, bookingId);
  return [bookingId, ...forms.map(({ id }) => id)];
}
