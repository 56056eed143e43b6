import { eq } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { recordFilings } from './tables.ts';

export type Filing = typeof recordFilings.$inferSelect;

/** The filing of a booking or a form; made when there is none yet. */
export async function openFiling(
  db: Queryable,
  subject: Filing['subject'],
  subjectId: string,
): Promise<Filing> {
  await db.insert(recordFilings).values({ subjectId, subject, asked: {} }).onConflictDoNothing();
  const filing = await findFiling(db, subjectId);
  if (!filing) throw new Error('A filing was not stored.');
  return filing;
}

export async function findFiling(db: Queryable, subjectId: string): Promise<Filing | null> {
  const [filing] = await db.select().from(recordFilings).where(eq(recordFilings.subjectId, subjectId));
  return filing ?? null;
}

/** Changes a filing. */
export async function updateFiling(
  db: Queryable,
  subjectId: string,
  set: Partial<Omit<Filing, 'subjectId' | 'subject'>>,
): Promise<void> {
  await db.update(recordFilings).set(set).where(eq(recordFilings.subjectId, subjectId));
}
