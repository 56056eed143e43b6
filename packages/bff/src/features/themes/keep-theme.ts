import type { KeptTheme } from '@botaniqal/shared/contracts/staff/themes.ts';
import { mendTheme } from '@botaniqal/shared/theme/mend-theme.ts';
import type { Theme } from '@botaniqal/shared/theme/theme.ts';
import { and, desc, eq, sql } from 'drizzle-orm';
import { actorText } from '../../platform/audit/actor.ts';
import { recordAccess } from '../../platform/audit/record-access.ts';
import { Problem } from '../../platform/problem.ts';
import { changedMeanwhile } from '../../platform/staff-auth/changed-meanwhile.ts';
import { byStaff, type StaffMember } from '../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../platform/store/database.ts';
import type { ThemeDeps } from './deps.ts';
import { listThemes, readTheme } from './read-themes.ts';
import { themeVersions } from './tables.ts';

/** Each loader of a page carries all of them. */
const mostThemes = 30;

/** Who changes which theme, and the newest version that this person saw. */
export interface ThemeChange {
  name: string;
  seen: number | undefined;
  member: StaffMember;
  requestId: string;
}

/** Keeps a theme as the newest version of its name, with texts that can be read. @throws Problem changed_meanwhile */
export function keepTheme(deps: ThemeDeps, change: ThemeChange, theme: Theme): Promise<KeptTheme> {
  return addVersion(deps, change, 'theme.kept', async (tx, newest) => {
    if (!newest && (await listThemes(tx)).length >= mostThemes) {
      throw new Problem('invalid_request', `At most ${mostThemes} themes can be kept. Remove one first.`);
    }
    return mendTheme(theme).theme;
  });
}

/** Makes an earlier version the newest one. @throws Problem not_found, changed_meanwhile */
export function restoreTheme(deps: ThemeDeps, change: ThemeChange, version: number): Promise<KeptTheme> {
  return addVersion(deps, change, 'theme.restored', async (tx) => {
    const [row] = await tx
      .select()
      .from(themeVersions)
      .where(and(eq(themeVersions.name, change.name), eq(themeVersions.version, version)));
    if (!row) throw new Problem('not_found', 'There is no such version of this theme.');
    return row.theme;
  });
}

/** Takes a theme away from all pages. Its history stays, so it can be restored. @throws Problem not_found, changed_meanwhile */
export function removeTheme(deps: ThemeDeps, change: ThemeChange): Promise<KeptTheme> {
  return addVersion(deps, change, 'theme.removed', async (_tx, newest) => {
    if (!newest?.theme) throw new Problem('not_found', 'There is no theme of this name.');
    return null;
  });
}

type Row = typeof themeVersions.$inferSelect;

async function addVersion(
  { store, clock }: ThemeDeps,
  { name, seen, member, requestId }: ThemeChange,
  action: 'theme.kept' | 'theme.restored' | 'theme.removed',
  decide: (tx: Transaction, newest: Row | undefined) => Promise<Theme | null>,
): Promise<KeptTheme> {
  return store.db.transaction(async (tx) => {
    // Two people who keep the same theme do it one after the other, on all servers.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('themes'))`);
    const [newest] = await tx
      .select()
      .from(themeVersions)
      .where(eq(themeVersions.name, name))
      .orderBy(desc(themeVersions.version))
      .limit(1);
    if (newest && seen !== undefined && seen !== newest.version) throw keptByColleague(newest);
    const theme = await decide(tx, newest);
    const { actor } = byStaff(member);
    const now = clock.now();
    const version = (newest?.version ?? 0) + 1;
    await tx.insert(themeVersions).values({ name, version, theme, keptAt: now, keptBy: actorText(actor) });
    await recordAccess(tx, { actor, action, subject: { kind: 'theme', id: name }, requestId, at: now });
    return readTheme(tx, name);
  });
}

function keptByColleague({ version, keptBy, keptAt }: Row): Problem {
  return changedMeanwhile(
    'A colleague has changed this theme since you opened it. Look at it, then keep yours again.',
    {
      by: keptBy,
      name: keptBy.replace(/^staff:/, ''),
      at: keptAt,
      what: 'theme.kept',
      version,
    },
  );
}
