import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { auditSubjectsOf } from '../../compose-audit.ts';
import type { StaffEntry } from '../../config/clinic/staff.ts';
import { auditLog } from '../../platform/audit/tables.ts';
import type { App } from '../../platform/http/app.ts';
import { RateLimit, strictPerMinute } from '../../platform/http/requests/rate-limit.ts';
import { createLimits } from '../../platform/limits/limits.ts';
import { createLiveChannel, type LiveChannel, publishLive } from '../../platform/live/live-channel.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import type { StaffAccounts } from '../../ports/staff-accounts.ts';
import { testApp } from '../../testing/app.ts';
import {
  clinic,
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { staffAccessFeature, storedSessions } from './index.ts';
import { staffSessions, staffSignInLinks } from './tables.ts';

const publicUrl = 'https://booking.example.com';
const manager = 'manager@botaniqal.example';
const consultant = 'consultant@botaniqal.example';

/** Signs in the person that the query names, when state and nonce are those of the start. */
const accounts: StaffAccounts = {
  displayName: 'Example accounts',
  start: async (redirectUri) => ({
    location: `https://login.example/?${new URLSearchParams({ redirect_uri: redirectUri, state: 's-1' })}`,
    checks: { state: 's-1', nonce: 'n-1', codeVerifier: 'v-1' },
  }),
  end: async (returnUri) => `https://login.example/end?${new URLSearchParams({ return: returnUri })}`,
  finish: async (returned, checks) => {
    const address = returned.searchParams.get('code');
    return address && returned.searchParams.get('state') === checks.state ? { address } : null;
  },
};

describe('the desk', () => {
  let store: Store;
  let world: World;
  let app: App;
  let server: ReturnType<typeof serverOn>;
  let staff: StaffEntry[];

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  const open: { draining: AbortController; live: LiveChannel }[] = [];
  after(async () => {
    for (const { draining, live } of open) {
      draining.abort();
      await live.close();
    }
    await store.close();
  });

  beforeEach(async () => {
    world = await freshWorld(store);
    await store.db.delete(staffSessions);
    await store.db.delete(staffSignInLinks);
    server = serverOn(world);
    staff = [...clinic.staff];
    const { clock, personKeys } = world;
    const sessions = storedSessions({ db: store.db, clock, staff });
    const draining = new AbortController();
    const live = createLiveChannel({ store, log: silentLog });
    open.push({ draining, live });
    const feature = staffAccessFeature({
      ...server.deps,
      store,
      sealing,
      log: silentLog,
      clinic: { ...clinic, staff },
      publicUrl,
      personKeys,
      limits: createLimits({
        hash: personKeys.ofText,
        clock,
        metrics: createMetrics(),
        phone: '03 7010 4321',
      }),
      clientAddress: () => '203.0.113.9',
      sessions,
      staff: createStaffAuth({
        secret: 'a secret of at least 32 characters',
        clock,
        desk: { publicUrl, sessions },
      }),
      accounts,
      live,
      subjectsOf: auditSubjectsOf,
      signInLimit: new RateLimit(clock, strictPerMinute),
      draining: draining.signal,
    });
    server.plug(feature);
    app = testApp(feature.routes ?? [], { clock, publicUrl });
  });

  interface Browser {
    cookie: string;
    csrf: string;
  }
  const post = (path: string, body: unknown, browser?: Partial<Browser>, origin = publicUrl) =>
    app.request(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: origin,
        ...(browser?.cookie ? { Cookie: browser.cookie } : {}),
        ...(browser?.csrf ? { 'X-CSRF-Token': browser.csrf } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const get = (path: string, browser?: Browser) =>
    app.request(path, { headers: browser ? { Cookie: browser.cookie } : {} });
  const cookieOf = (answer: Response, name = '__Host-bq-desk') =>
    answer.headers
      .getSetCookie()
      .find((one) => one.startsWith(`${name}=`))
      ?.split(';')[0] ?? '';

  /** The cookie of the browser that asked for the last link. */
  let asked = '';
  const press = (token: string, cookie = asked) =>
    post('/api/staff/sign-in/link/press', { token }, { cookie });
  const lastLink = () => /desk\/link#token=([\w-]+)/.exec(world.mailer.sent.at(-1)?.text ?? '')?.[1] ?? '';
  const askForLink = async (address: string) => {
    const answer = await post('/api/staff/sign-in/link', { address });
    asked = cookieOf(answer, '__Host-bq-link');
    const said = [answer.status, await answer.text()] as const;
    await server.jobs.runAll(60_000);
    return said;
  };
  const enter = async (answer: Response): Promise<Browser> => {
    assert.equal(answer.status, 200, await answer.clone().text());
    const cookie = cookieOf(answer);
    const session = await get('/api/staff/session', { cookie, csrf: '' });
    assert.equal(session.status, 200);
    return { cookie, csrf: ((await session.json()) as { csrfToken: string }).csrfToken };
  };
  const signIn = async (address: string): Promise<Browser> => {
    await askForLink(address);
    return enter(await press(lastLink()));
  };
  const status = async (path: string, browser?: Browser) => (await get(path, browser)).status;

  describe('by a link in an email', () => {
    it('lets in a person of staff, with the cookie that no script reads', async () => {
      await askForLink(` ${manager.toUpperCase()} `);
      assert.equal(world.mailer.sent[0]?.to, manager);
      const answer = await press(lastLink());
      assert.match(
        answer.headers.getSetCookie().find((one) => one.startsWith('__Host-bq-desk')) ?? '',
        /^__Host-bq-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=28800$/,
      );
      const browser = await enter(answer);
      const session = (await (await get('/api/staff/session', browser)).json()) as Record<string, unknown>;
      assert.deepEqual([session.address, session.role], [manager, 'manager']);
    });

    it('says the same to an unknown address, and sends it nothing', async () => {
      const known = await askForLink(manager);
      world.mailer.sent.splice(0);
      assert.deepEqual(await askForLink('stranger@example.com'), known);
      assert.deepEqual(world.mailer.sent, []);
    });

    it('works once, and of two presses at the same moment for one', async () => {
      await askForLink(manager);
      const token = lastLink();
      const answers = await Promise.all([1, 2].map(() => press(token)));
      assert.deepEqual(answers.map((one) => one.status).toSorted(), [200, 401]);
    });

    it('ends after 10 minutes, and with an entry that is taken out', async () => {
      await askForLink(manager);
      const late = lastLink();
      world.clock.at = new Date(world.clock.at.getTime() + 10 * minuteMs);
      assert.equal((await press(late)).status, 401);
      await askForLink(manager);
      staff.splice(0, staff.length);
      assert.equal((await press(lastLink())).status, 401);
    });

    it('is not used up by who only opens it, and not taken from another site', async () => {
      await askForLink(manager);
      const token = lastLink();
      assert.equal(
        (await post('/api/staff/sign-in/link/press', { token }, { cookie: asked }, 'https://evil.example'))
          .status,
        403,
      );
      assert.equal(
        (await post('/api/staff/sign-in/link/press', { token }, { cookie: asked }, 'https://www.example.com'))
          .status,
        403,
      );
      assert.equal((await press(token)).status, 200);
    });

    it('opens in the browser that asked only, and a thief uses up nothing', async () => {
      await askForLink(manager);
      const token = lastLink();
      for (const cookie of ['', `__Host-bq-link=${'x'.repeat(43)}`]) {
        const answer = await press(token, cookie);
        assert.equal(answer.status, 401, cookie);
        assert.match(await answer.text(), /asked for in another browser/);
        assert.deepEqual(answer.headers.getSetCookie(), []);
      }
      assert.equal((await press(token)).status, 200);
    });

    it('sends one mailbox five an hour, and never says so', async () => {
      const said = new Set<string>();
      for (let times = 0; times < 7; times += 1) said.add(JSON.stringify(await askForLink(manager)));
      assert.equal(said.size, 1);
      assert.equal(world.mailer.sent.length, 5);
    });

    it('keeps no token, only its hash', async () => {
      const browser = await signIn(manager);
      await askForLink(manager);
      const rows = JSON.stringify([
        await store.db.select().from(staffSessions),
        await store.db.select().from(staffSignInLinks),
      ]);
      assert.ok(!rows.includes(lastLink()));
      assert.ok(!rows.includes(browser.cookie.split('=')[1] ?? '-'));
    });
  });

  describe('with an account', () => {
    const start = async () => {
      const answer = await post('/api/staff/sign-in/account', undefined);
      const { location } = (await answer.json()) as { location: string };
      return { location: new URL(location), cookie: cookieOf(answer, '__Host-bq-sign-in') };
    };
    const back = (query: string, cookie: string) =>
      post('/api/staff/sign-in/account/return', { query }, { cookie });

    it('comes back to a page of the desk, and lets in who is under staff', async () => {
      const { location, cookie } = await start();
      assert.equal(location.searchParams.get('redirect_uri'), `${publicUrl}/desk/signed-in`);
      await enter(await back(`?state=s-1&code=${consultant}`, cookie));
    });

    it('is left together with the session of the desk, and a link has no such session', async () => {
      const { cookie } = await start();
      const browser = await enter(await back(`?state=s-1&code=${consultant}`, cookie));
      const left = (await (await post('/api/staff/sign-out', undefined, browser)).json()) as object;
      assert.deepEqual(left, {
        signedOut: true,
        accountSignOut: `https://login.example/end?return=${encodeURIComponent(`${publicUrl}/desk/signed-in`)}`,
      });
      const byLink = await signIn(manager);
      const answer = await post('/api/staff/sign-out/everywhere', undefined, byLink);
      assert.deepEqual(await answer.json(), { signedOut: true, accountSignOut: null });
    });

    it('refuses an account without an entry, in words', async () => {
      const { cookie } = await start();
      const answer = await back('?state=s-1&code=stranger@example.com', cookie);
      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /may not use the desk/);
    });

    it('refuses an answer that this browser did not ask for, or asked for too long ago', async () => {
      const { cookie } = await start();
      assert.equal((await back(`?state=s-2&code=${manager}`, cookie)).status, 401);
      assert.equal((await back(`?state=s-1&code=${manager}`, '')).status, 401);
      assert.equal((await back(`?state=s-1&code=${manager}`, '__Host-bq-sign-in=forged')).status, 401);
      world.clock.at = new Date(world.clock.at.getTime() + 10 * minuteMs);
      assert.equal((await back(`?state=s-1&code=${manager}`, cookie)).status, 401);
    });
  });

  describe('a session', () => {
    it('ends after 8 hours, however busy the person is', async () => {
      const browser = await signIn(manager);
      for (let hour = 1; hour < 8; hour += 1) {
        world.clock.at = new Date(world.clock.at.getTime() + hourMs);
        assert.equal(await status('/api/staff/session', browser), 200);
      }
      world.clock.at = new Date(world.clock.at.getTime() + hourMs);
      assert.equal(await status('/api/staff/session', browser), 401);
    });

    it('ends when the entry leaves clinic.yaml, and changes with the role', async () => {
      const browser = await signIn(manager);
      const own = staff.findIndex(({ address }) => address === manager);
      staff.splice(own, 1, { address: manager, name: 'Sam', role: 'marketer' });
      assert.equal(await status('/api/staff/people', browser), 403);
      staff.splice(own, 1);
      assert.equal(await status('/api/staff/session', browser), 401);
      assert.deepEqual(await store.db.select().from(staffSessions), []);
    });

    it('ends here, everywhere, and by a manager', async () => {
      const first = await signIn(consultant);
      const second = await signIn(consultant);
      assert.equal((await post('/api/staff/sign-out', undefined, first)).status, 200);
      assert.deepEqual(
        [await status('/api/staff/session', first), await status('/api/staff/session', second)],
        [401, 200],
      );
      const third = await signIn(consultant);
      assert.equal((await post('/api/staff/sign-out/everywhere', undefined, third)).status, 200);
      assert.equal(await status('/api/staff/session', second), 401);

      const fourth = await signIn(consultant);
      const boss = await signIn(manager);
      const { people } = (await (await get('/api/staff/people', boss)).json()) as {
        people: { address: string; sessions: { id: string }[] }[];
      };
      const id = people.find(({ address }) => address === consultant)?.sessions[0]?.id;
      assert.equal((await post(`/api/staff/sessions/${id}/end`, undefined, fourth)).status, 403);
      assert.equal((await post(`/api/staff/sessions/${id}/end`, undefined, boss)).status, 200);
      assert.equal(await status('/api/staff/session', fourth), 401);
    });

    it('has a new token after each sign-in, and the old one is worth nothing', async () => {
      const old = await signIn(manager);
      await askForLink(manager);
      const answer = await post(
        '/api/staff/sign-in/link/press',
        { token: lastLink() },
        { cookie: `${old.cookie}; ${asked}` },
      );
      const fresh = await enter(answer);
      assert.notEqual(fresh.cookie, old.cookie);
      assert.equal(await status('/api/staff/session', old), 401);
    });

    it('writes with its own anti-forgery token only', async () => {
      const browser = await signIn(manager);
      const other = await signIn(consultant);
      assert.equal((await post('/api/staff/sign-out', undefined, { cookie: browser.cookie })).status, 403);
      assert.equal(
        (await post('/api/staff/sign-out', undefined, { ...browser, csrf: other.csrf })).status,
        403,
      );
      assert.equal(
        (await post('/api/staff/sign-out', undefined, browser, 'https://www.example.com')).status,
        403,
      );
      assert.equal((await post('/api/staff/sign-out', undefined, browser)).status, 200);
    });
  });

  describe('what was typed and not sent', () => {
    it('is read back in its own session, is sealed, and ends with the session', async () => {
      const browser = await signIn(consultant);
      const other = await signIn(consultant);
      const path = '/api/staff/session/draft';
      const draft = { from: '', firstName: 'Robin', notes: 'Likes mornings' };
      const read = async (who: Browser) => (await get(path, who)).json();
      assert.deepEqual(await read(browser), { draft: null });
      assert.equal((await post(path, { draft }, browser)).status, 200);
      assert.deepEqual(await read(browser), { draft });
      assert.deepEqual(await read(other), { draft: null });
      assert.ok(!JSON.stringify(await store.db.select().from(staffSessions)).includes('Robin'));
      assert.equal((await post(path, { draft: { notes: 'x'.repeat(20_000) } }, browser)).status, 413);
      assert.equal((await post(path, { draft: null }, { cookie: browser.cookie })).status, 403);
      assert.equal(await status(path), 401);
      assert.equal((await post(path, { draft: null }, browser)).status, 200);
      assert.deepEqual(await read(browser), { draft: null });
    });
  });

  describe('the audit trail', () => {
    it('is found by the number of a booking and by the record of a patient, with emails and forms', async () => {
      openFollowups(world, ['2026-11-23T22:30:00Z']);
      const { bookingId, confirmationNumber } = await confirmedFollowup(
        server,
        world,
        '2026-11-23T22:30:00Z',
      );
      const boss = await signIn(manager);
      const search = async (patient: string) =>
        (
          (await (await get(`/api/staff/audit?patient=${patient}&limit=200`, boss)).json()) as {
            entries: { action: string; subject: { kind: string; id: string } }[];
          }
        ).entries.filter(({ action }) => action !== 'audit_trail.searched');
      const [filed] = world.records.appointments;
      for (const typed of [confirmationNumber.toLowerCase(), filed?.patientId ?? '-']) {
        const found = await search(typed);
        assert.ok(
          found.some(({ action }) => action === 'booking.accepted'),
          typed,
        );
        assert.ok(
          found.some(({ subject }) => subject.kind === 'mail' && subject.id === `${bookingId}:confirmation`),
          typed,
        );
      }
      assert.deepEqual(await search('BOT-2020-0101-NONE'), []);
    });

    it('is searched by who and by whom, page by page, and remembers the search', async () => {
      const boss = await signIn(manager);
      await signIn(consultant);
      const search = async (query: string) =>
        (await (await get(`/api/staff/audit${query}`, boss)).json()) as {
          entries: { id: number; actor: string; action: string; subject: { id: string } }[];
          next: number | null;
        };
      const mine = await search(`?actor=staff:${consultant}&limit=1`);
      assert.deepEqual(
        mine.entries.map(({ action }) => action),
        ['session.opened'],
      );
      const subject = mine.entries[0]?.subject.id ?? '';
      const about = await search(`?patient=${subject}`);
      assert.deepEqual(
        about.entries.map(({ action }) => action),
        ['session.opened'],
      );
      const again = await search(`?patient=${subject}`);
      assert.equal(again.entries[0]?.action, 'audit_trail.searched');
      const byAddress = await search(`?actor=${consultant.toUpperCase()}`);
      assert.ok(byAddress.entries.length > 0);
      assert.ok(byAddress.entries.every(({ actor }) => actor === `staff:${consultant}`));
      // A day is the clinic's: 20 November begins at 13:00 UTC the day before.
      assert.deepEqual((await search('?from=2026-11-21')).entries, []);
      assert.ok((await search('?from=2026-11-20&to=2026-11-20')).entries.length > 0);
      const first = await search('?limit=1');
      const second = await search(`?limit=1&before=${first.next}`);
      assert.ok((first.entries[0]?.id ?? 0) > (second.entries[0]?.id ?? 0));
      assert.equal((await get('/api/staff/audit?from=2026-12-01&to=2026-11-01', boss)).status, 400);
      assert.deepEqual((await search('?from=2030-01-01')).entries, []);
      assert.ok((await store.db.select().from(auditLog)).length > 0);
    });
  });

  describe('what changes', () => {
    it('is heard by those who may read it, until their session ends', async () => {
      const boss = await signIn(manager);
      const colleague = await signIn(consultant);
      const hear = async (browser: Browser) => {
        const answer = await get('/api/staff/live', browser);
        assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
        const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
        assert.ok(reader);
        let heard = '';
        return {
          async until(words: RegExp) {
            while (!words.test(heard)) {
              const { value, done } = await reader.read();
              if (done) throw new Error(`It ended before ${words}: ${heard}`);
              heard += value;
            }
            return heard;
          },
          async end() {
            for (;;) if ((await reader.read()).done) return;
          },
        };
      };
      const manages = await hear(boss);
      const consults = await hear(colleague);
      await manages.until(/event: open/);
      const own = (await (await get('/api/staff/session', colleague)).json()) as { id: string };
      // A notification that is sent before the database listens is lost: say it until it is heard.
      const said = setInterval(() => void publishLive(store.db, { kind: 'task', id: 't-1' }), 50);
      await manages.until(/"kind":"task","id":"t-1"/);
      await consults.until(/"kind":"task","id":"t-1"/);
      clearInterval(said);
      assert.equal((await post('/api/staff/sign-out', undefined, colleague)).status, 200);
      assert.doesNotMatch(await consults.until(/event: ended/), /"kind":"session"/);
      await consults.end();
      await manages.until(new RegExp(own.id));
    });
  });
});
