import {
  keepTheme as keepThemeBody,
  keptTheme,
  keptThemeList,
  removeTheme as removeThemeBody,
  restoreTheme as restoreThemeBody,
  themeNameParam,
} from '@botaniqal/shared/contracts/staff/themes.ts';
import { z } from 'zod';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { ThemeDeps } from './deps.ts';
import { keepTheme, removeTheme, restoreTheme } from './keep-theme.ts';
import { listThemes, readTheme } from './read-themes.ts';

const tag = 'Staff';
const params = z.object({ name: themeNameParam });
const refusals = ['unauthorized', 'forbidden', 'not_found', 'changed_meanwhile'] as const;

/** The routes by which a marketer keeps the look of the clinic's pages. */
export function themeRoutes(deps: ThemeDeps & { staff: StaffAuth }): Route[] {
  const member = (c: AppContext) => deps.staff.require(c, 'themes:manage');
  const list = route(
    {
      method: 'get',
      path: '/api/staff/themes',
      summary: 'List the kept themes',
      tag,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The newest version of each, by name', body: keptThemeList } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => c.json({ themes: await listThemes(deps.store.db) }, 200, noStore),
  );
  const one = route(
    {
      method: 'get',
      path: '/api/staff/themes/:name',
      summary: 'Read a kept theme and its history',
      tag,
      params,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The newest version first', body: keptTheme } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { name }, c }) => c.json(await readTheme(deps.store.db, name), 200, noStore),
  );
  const keep = route(
    {
      method: 'post',
      path: '/api/staff/themes/:name',
      summary: 'Keep a theme',
      description:
        'Pages with `theme="name"` show it within minutes. A text that could not be read on its ground is stored darker or lighter.',
      tag,
      params,
      body: keepThemeBody,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The theme with its history', body: keptTheme } },
      problems: ['unauthorized', 'forbidden', 'changed_meanwhile'],
    },
    async ({ params: { name }, body, c, requestId }) => {
      const change = { name, seen: body.seen, member: await member(c), requestId };
      return c.json(await keepTheme(deps, change, body.theme), 200, noStore);
    },
  );
  const restore = route(
    {
      method: 'post',
      path: '/api/staff/themes/:name/restore',
      summary: 'Make an earlier version of a theme the newest one',
      tag,
      params,
      body: restoreThemeBody,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The theme with its history', body: keptTheme } },
      problems: [...refusals],
    },
    async ({ params: { name }, body, c, requestId }) => {
      const change = { name, seen: body.seen, member: await member(c), requestId };
      return c.json(await restoreTheme(deps, change, body.version), 200, noStore);
    },
  );
  const remove = route(
    {
      method: 'post',
      path: '/api/staff/themes/:name/remove',
      summary: 'Take a theme away from all pages',
      description: 'Its history stays, so that it can be restored.',
      tag,
      params,
      body: removeThemeBody,
      bodyMayBeEmpty: true,
      security: 'staff',
      admit: member,
      answers: { 200: { description: 'The theme with its history', body: keptTheme } },
      problems: [...refusals],
    },
    async ({ params: { name }, body, c, requestId }) => {
      const change = { name, seen: body.seen, member: await member(c), requestId };
      return c.json(await removeTheme(deps, change), 200, noStore);
    },
  );
  return [list, one, keep, restore, remove];
}
