import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { staffCampaigns } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createStaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  followupCents,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { staffHeader, staffSecret } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { numbersFeature } from '../feature.ts';

const starts = ['22:30', '23:00', '23:30'].flatMap((time) => [
  `2026-11-23T${time}:00Z`,
  `2026-11-24T${time}:00Z`,
]);

describe('the numbers by campaign', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, starts);
    server = serverOn(world);
    const { clock } = world;
    const staff = createStaffAuth({ secret: staffSecret, clock });
    app = testApp([...(numbersFeature({ ...server.deps, staff }).routes ?? [])], { clock });
  });

  const ask = (query = '', permissions = ['insights:read']) =>
    app.request(`/api/staff/campaigns${query}`, { headers: staffHeader(world.clock, permissions) });
  const read = async (query = '') => staffCampaigns.parse(await (await ask(query)).json());
  const book = async (count: number, attribution: Attribution) => {
    for (const [index, start] of starts.slice(0, count).entries()) {
      await confirmedFollowup(server, world, start, index + 1, 'dr_dia', { attribution });
    }
  };
  const spring: Attribution = {
    ...{ source: 'google', medium: 'cpc', campaign: '=spring', landingPage: '/gaps' },
    first: { source: 'newsletter', medium: 'email', campaign: 'may' },
    clickIds: { gclid: 'Cj0KCQ' },
  };

  it('are bookings and revenue by the last campaign of a visit, or by the first', async () => {
    await book(5, spring);
    const counts = { started: 5, confirmed: 5, waitlist: 0, triage: 0, revenueCents: 5 * followupCents };
    const { rows, total, touch } = await read();
    const last = { kind: 'campaign', source: 'google', medium: 'cpc', campaign: '=spring' };
    assert.deepEqual([touch, rows, total], ['last', [{ ...last, ...counts }], counts]);
    const first = { kind: 'campaign', source: 'newsletter', medium: 'email', campaign: 'may' };
    assert.deepEqual((await read('?touch=first')).rows, [{ ...first, ...counts }]);
    assert.deepEqual((await read('?from=2026-01-01&to=2026-01-02')).rows, []);
  });

  it('hide what fewer than five people did, say nothing of a person, and run no formula', async () => {
    await book(2, spring);
    assert.deepEqual(
      (await read()).rows.map(({ campaign, confirmed }) => [campaign, confirmed]),
      [['=spring', null]],
    );
    const csv = await ask('?format=csv');
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
    assert.match(csv.headers.get('content-disposition') ?? '', /campaigns-last-2026-10-24-2026-11-20\.csv/);
    const bytes = new Uint8Array(await csv.clone().arrayBuffer());
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf], 'a byte-order mark');
    const text = await csv.text();
    assert.match(text, /\r\ncampaign,google,cpc,'=spring,<5,<5,0,0,<5\r\n/);
    assert.doesNotMatch(text + (await (await ask()).text()), /Alex|Sample|example\.com|Cj0KCQ/);
  });

  it('are for those who may see them, and for days in order', async () => {
    assert.equal((await ask('', ['bookings:read'])).status, 403);
    assert.equal((await ask('?from=2026-11-20&to=2026-11-10')).status, 422);
    assert.equal((await ask('?touch=middle')).status, 400);
  });
});
