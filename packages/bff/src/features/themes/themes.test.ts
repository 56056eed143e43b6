import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { keptTheme, keptThemeList } from '@botaniqal/shared/contracts/staff/themes.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import { clinic, freshWorld, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { staffHeader, staffSecret } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { pageRoutes } from '../pages/index.ts';
import { themesFeature } from './feature.ts';
import { keptThemes } from './kept-themes.ts';
import { themeVersions } from './tables.ts';

const winter = { light: { accent: '#0b5c7a' }, radius: 4 };
const loader = 'console.log("the loader");';

describe('the kept themes', () => {
  let store: Store;
  let world: World;
  let app: ReturnType<typeof testApp>;
  let folder: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    folder = mkdtempSync(join(tmpdir(), 'bq-widgets-'));
    mkdirSync(join(folder, 'v1'));
    writeFileSync(join(folder, 'v1', 'bq.js'), loader);
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    world = await freshWorld(store);
    await store.db.delete(themeVersions);
    app = newServer();
  });

  /** Another server on the same database. */
  const newServer = () => {
    const { clock } = world;
    const deps = { store, clock, log: silentLog, staff: createStaffAuth({ secret: staffSecret, clock }) };
    return testApp(
      [
        ...(themesFeature(deps).routes ?? []),
        ...pageRoutes({ clinic, widgets: folder, keptThemes: keptThemes(deps) }),
      ],
      { clock },
    );
  };

  const headers = (permissions = ['themes:manage']) => ({
    ...staffHeader(world.clock, permissions),
    'content-type': 'application/json',
  });
  const post = (path: string, body: unknown, permissions?: string[]) =>
    app.request(`/api/staff/themes/${path}`, {
      method: 'POST',
      headers: headers(permissions),
      body: JSON.stringify(body),
    });
  const kept = async (path: string, body: unknown) => {
    const answer = await post(path, body);
    assert.equal(answer.status, 200, await answer.clone().text());
    return keptTheme.parse(await answer.json());
  };
  const pageLoads = async (server = app) => (await server.request('/widgets/v1/bq.js')).text();
  /** A server reads the themes again after a few seconds. */
  const later = () => {
    world.clock.at = new Date(world.clock.at.getTime() + 6_000);
  };

  it('reach each page with the loader, on all servers, and change there without a new snippet', async () => {
    const other = newServer();
    assert.equal(await pageLoads(), loader);
    await kept('winter', { theme: winter });
    later();
    for (const server of [app, other]) {
      const script = await pageLoads(server);
      assert.ok(script.includes('replaceSync("[theme=\\"winter\\"]{--bq-accent:#0b5c7a;'), script);
      assert.ok(script.endsWith(loader));
    }
    await kept('winter', { theme: { light: { accent: '#8b1e3f' } } });
    later();
    assert.match(await pageLoads(other), /--bq-accent:#8b1e3f/);
    const css = await app.request('/widgets/v1/themes.css');
    assert.match(css.headers.get('content-type') ?? '', /text\/css/);
    assert.match(await css.text(), /--bq-accent:#8b1e3f/);
  });

  it('are not sent again to a browser that has them', async () => {
    await kept('winter', { theme: winter });
    later();
    const tag = (await app.request('/widgets/v1/bq.js')).headers.get('etag') ?? '';
    const again = await app.request('/widgets/v1/bq.js', { headers: { 'if-none-match': tag } });
    assert.equal(again.status, 304);
  });

  it('have a history: each version can be restored, and who kept it is in the audit trail', async () => {
    await kept('history', { theme: winter });
    const second = await kept('history', { theme: { radius: 20 }, seen: 1 });
    assert.deepEqual(
      second.versions.map(({ version, theme }) => [version, theme?.radius]),
      [
        [2, 20],
        [1, 4],
      ],
    );
    const undone = await kept('history/restore', { version: 1, seen: 2 });
    assert.deepEqual(undone.versions[0]?.theme, winter);
    assert.equal(undone.versions[0]?.version, 3);
    const trail = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, 'history'));
    assert.deepEqual(
      trail.map(({ action, subjectId }) => `${action} ${subjectId}`),
      ['theme.kept history', 'theme.kept history', 'theme.restored history'],
    );
  });

  it('can be taken away, and brought back', async () => {
    await kept('winter', { theme: winter });
    await kept('winter/remove', {});
    later();
    assert.equal(await pageLoads(), loader);
    const list = await app.request('/api/staff/themes', { headers: headers() });
    assert.deepEqual(keptThemeList.parse(await list.json()).themes, []);
    assert.equal((await post('winter/remove', {})).status, 404);
    await kept('winter/restore', { version: 1 });
    later();
    assert.match(await pageLoads(), /0b5c7a/);
  });

  it('tell a person when a colleague was faster, and keep one of two at the same time', async () => {
    await kept('winter', { theme: winter });
    const answers = await Promise.all([
      post('winter', { theme: { radius: 1 }, seen: 1 }),
      post('winter', { theme: { radius: 2 }, seen: 1 }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });

  it('keep texts that can be read', async () => {
    const { versions } = await kept('gold', {
      theme: { light: { accent: '#ffd60a', accentText: '#ffffff' } },
    });
    assert.notEqual(versions[0]?.theme?.light?.accentText, '#ffffff');
  });

  it('take no value that could become other CSS', async () => {
    for (const theme of [
      { light: { accent: 'red;}body{display:none' } },
      { light: { accent: 'url(//x)' } },
      { headingFont: 'A"; } * { color: red' },
      { radius: '4px' },
      { radius: 4000 },
      { unknown: 1 },
    ]) {
      assert.equal((await post('winter', { theme })).status, 422, JSON.stringify(theme));
    }
    assert.equal((await post('Winter"]{}', { theme: winter })).status, 404);
  });

  it('are for those who may', async () => {
    assert.equal((await post('winter', { theme: winter }, ['bookings:read'])).status, 403);
    assert.equal((await app.request('/api/staff/themes')).status, 401);
  });

  it('leave a page its loader when the store cannot be reached', async () => {
    const broken = keptThemes({
      store: { db: undefined as never },
      clock: world.clock,
      log: silentLog,
    });
    assert.equal(await broken(), '');
  });
});
