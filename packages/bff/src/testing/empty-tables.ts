import { sql } from 'drizzle-orm';
import type { Store } from '../platform/store/store.ts';

/** Deletes all rows of these tables in one statement: what refers to what is checked at its end. */
export async function emptyTables({ db }: Pick<Store, 'db'>, tables: readonly string[]): Promise<void> {
  // Not `truncate`: on tables this small it takes thirty times as long.
  const deletes = tables.map(
    (table, index) => sql`${sql.identifier(`t${index}`)} as (delete from ${sql.identifier(table)})`,
  );
  await db.execute(sql`with ${sql.join(deletes, sql`, `)} select 1`);
}
