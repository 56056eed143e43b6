import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { recordFilings } from './tables.ts';

/** How many forms were left to staff, and are not filed yet. */
export async function countFormsNotFiled(db: Queryable): Promise<number> {
  const [row] = await db
    .select({ notFiled: count() })
    .from(recordFilings)
    .where(
      and(
        eq(recordFilings.subject, 'submission'),
        isNotNull(recordFilings.givenUpAt),
        isNull(recordFilings.finishedAt),
      ),
    );
  return row?.notFiled ?? 0;
}
