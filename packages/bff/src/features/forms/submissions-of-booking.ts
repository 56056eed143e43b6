import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import type { FormDeps } from './deps.ts';
import { openSubmission, type Submission } from './submission.ts';
import { formSubmissions } from './tables.ts';

/** The complete submissions of a booking, the oldest first. */
export async function submissionsFor(
  db: Queryable,
  deps: Pick<FormDeps, 'sealing'>,
  bookingId: string,
): Promise<Submission[]> {
  const rows = await db
    .select()
    .from(formSubmissions)
    .where(
      and(
        eq(formSubmissions.bookingId, bookingId),
        eq(formSubmissions.complete, true),
        isNull(formSubmissions.erasedAt),
      ),
    )
    .orderBy(asc(formSubmissions.receivedAt), asc(formSubmissions.id));
  return rows.map((row) => openSubmission(deps.sealing, row));
}

/** Every form that was sent for a booking, the oldest first, without its answers. */
export async function receivedForms(
  db: Queryable,
  bookingId: string,
): Promise<{ id: string; formId: string; receivedAt: Date }[]> {
  return db
    .select({
      id: formSubmissions.id,
      formId: formSubmissions.formId,
      receivedAt: formSubmissions.receivedAt,
    })
    .from(formSubmissions)
    .where(eq(formSubmissions.bookingId, bookingId))
    .orderBy(asc(formSubmissions.receivedAt), asc(formSubmissions.id));
}

/** The ids of the forms that were sent complete for a booking. */
export async function submittedForms(db: Queryable, bookingId: string): Promise<ReadonlySet<FormId>> {
  const rows = await db
    .selectDistinct({ formId: formSubmissions.formId })
    .from(formSubmissions)
    .where(and(eq(formSubmissions.bookingId, bookingId), eq(formSubmissions.complete, true)));
  // The column holds ids that we wrote. A form that was removed since belongs to no booking.
  return new Set<string>(rows.map(({ formId }) => formId)) as ReadonlySet<FormId>;
}

/** The same of many bookings, by booking. */
export async function submittedFormsOf(
  db: Queryable,
  bookingIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<FormId>>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await db
    .selectDistinct({ bookingId: formSubmissions.bookingId, formId: formSubmissions.formId })
    .from(formSubmissions)
    .where(and(inArray(formSubmissions.bookingId, [...bookingIds]), eq(formSubmissions.complete, true)));
  const byBooking = Map.groupBy(rows, ({ bookingId }) => bookingId ?? '');
  return new Map(
    [...byBooking].map(([id, some]) => [
      id,
      new Set(some.map(({ formId }) => formId)) as ReadonlySet<string>,
    ]),
  ) as ReadonlyMap<string, ReadonlySet<FormId>>;
}
