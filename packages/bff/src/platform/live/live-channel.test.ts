import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { LiveChange } from '@botaniqal/shared/contracts/staff/desk.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { silentLog } from '../observability/log.ts';
import { openStore, type Store } from '../store/store.ts';
import { createLiveChannel, publishLive } from './live-channel.ts';

/** Subscribes, and comes back when the database listens. */
async function listen(store: Store, sender: Store) {
  const channel = createLiveChannel({ store, log: silentLog });
  const heard: LiveChange[] = [];
  channel.subscribe((change) => heard.push(change));
  await until(async () => {
    await publishLive(sender.db, { kind: 'session', id: 'are you there' });
    return heard.length > 0;
  });
  return { channel, ids: () => heard.map(({ id }) => id).filter((id) => id !== 'are you there') };
}

async function hearsWhatIsCommitted(listener: Store, sender: Store): Promise<void> {
  const { channel, ids } = await listen(listener, sender);
  await assert.rejects(
    sender.db.transaction(async (tx) => {
      await publishLive(tx, { kind: 'booking', id: 'never true' });
      throw new Error('rolled back');
    }),
  );
  await sender.db.transaction((tx) => publishLive(tx, { kind: 'booking', id: 'b-1' }));
  await until(() => ids().length > 0);
  assert.deepEqual(ids(), ['b-1']);
  await channel.close();
}

describe('what changes', () => {
  it('is heard by another server on the same database, once it is committed', async () => {
    const databaseUrl = await migratedPostgres();
    const [one, other] = await Promise.all([1, 2].map(() => openStore({ databaseUrl, log: silentLog })));
    assert.ok(one && other);
    await hearsWhatIsCommitted(one, other);
    await Promise.all([one.close(), other.close()]);
  });

  it('is heard in the embedded database too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bq-live-'));
    const store = await openStore({ dataDir: folder, log: silentLog });
    await hearsWhatIsCommitted(store, store);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
});
