import { randomUUID } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { destroyedRecords } from '../tables.ts';

type Row = typeof destroyedRecords.$inferSelect;

/** One line of the register, with the name open. Never log it. */
export type Destroyed = Row;

/** The purpose that binds a sealed name to its row. */
export const personPurpose = (id: string) => `destroyed_record.person:${id}`;

/** Adds a line, in the transaction that destroys the record. */
export async function noteDestroyed(
  tx: Transaction,
  sealing: Sealing,
  destroyed: Omit<Row, 'id'>,
): Promise<void> {
  const id = randomUUID();
  const { person } = destroyed;
  await tx
    .insert(destroyedRecords)
    .values({ ...destroyed, id, person: person === null ? null : sealing.seal(person, personPurpose(id)) });
}

/** The whole register, oldest first. A caller that shows it to a person records that in the audit trail. */
export async function readRegister(db: Queryable, sealing: Sealing): Promise<Destroyed[]> {
  const rows = await db
    .select()
    .from(destroyedRecords)
    .orderBy(asc(destroyedRecords.destroyedAt), asc(destroyedRecords.id));
  return rows.map((row) => ({
    ...row,
    person: row.person === null ? null : z.string().parse(sealing.open(row.person, personPurpose(row.id))),
  }));
}
