import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore } from '../../../platform/store/store.ts';
import { fillWaitlist, planOf } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { waitlistEntries } from '../tables.ts';
import { personQuery } from './join.ts';
import { positionOf, positionQuery } from './position.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-position-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const stores = {
  'an embedded database': async () => ({ dataDir: join(folder, 'db') }),
  'a PostgreSQL': async () => ({ databaseUrl: await migratedPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`a position among ten thousand on ${name}`, () => {
    it('is counted in the index alone, and a person who joins again is found by theirs', async () => {
      const store = await openStore({ ...(await where()), log: silentLog });
      try {
        await fillWaitlist(store, 10_000);
        const [last] = await store.db
          .select({ place: sql<string>`max(${waitlistEntries.place})` })
          .from(waitlistEntries)
          .where(eq(waitlistEntries.service, 'counseling'));
        const place = Number(last?.place);
        const entry = { service: 'counseling', place, status: 'waiting' };
        assert.deepEqual(await positionOf(store.db, entry), { position: 10_000, total: 10_000 });
        const plan = await planOf(store.db, positionQuery(store.db, 'counseling', place));
        assert.match(plan, /Index Only Scan using waitlist_waiting/);
        assert.doesNotMatch(plan, /Seq Scan/);
        const found = await planOf(store.db, personQuery(store.db, 'counseling', 'a keyed hash'));
        assert.match(found, /Index Scan using waitlist_one_entry_per_person/);
        assert.doesNotMatch(found, /Seq Scan/);
      } finally {
        await store.close();
      }
    });
  });
}
