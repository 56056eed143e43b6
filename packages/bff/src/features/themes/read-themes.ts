import type { KeptTheme, KeptThemeList, ThemeVersion } from '@botaniqal/shared/contracts/staff/themes.ts';
import { asc, desc, eq } from 'drizzle-orm';
import { Problem } from '../../platform/problem.ts';
import type { Queryable } from '../../platform/store/database.ts';
import { themeVersions } from './tables.ts';

type Row = typeof themeVersions.$inferSelect;

/** A row as staff see it. */
function versionOf({ version, theme, keptAt, keptBy }: Row): ThemeVersion {
  return { version, theme, keptAt: keptAt.toISOString(), keptBy };
}

/** The newest version of each theme, by name; those that were taken away are left out. */
export async function listThemes(db: Queryable): Promise<KeptThemeList['themes']> {
  const rows = await db
    .selectDistinctOn([themeVersions.name])
    .from(themeVersions)
    .orderBy(asc(themeVersions.name), desc(themeVersions.version));
  return rows.filter(({ theme }) => theme !== null).map((row) => ({ name: row.name, ...versionOf(row) }));
}

/** A theme with its history, the newest version first. @throws Problem not_found */
export async function readTheme(db: Queryable, name: string): Promise<KeptTheme> {
  const rows = await db
    .select()
    .from(themeVersions)
    .where(eq(themeVersions.name, name))
    .orderBy(desc(themeVersions.version))
    .limit(mostShown);
  if (rows.length === 0) throw new Problem('not_found', 'There is no theme of this name.');
  return { name, versions: rows.map(versionOf) };
}

/** The versions that are shown and can be restored. */
const mostShown = 50;
