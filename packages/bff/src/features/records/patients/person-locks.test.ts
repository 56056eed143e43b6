import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { rejection } from '../../../testing/rejection.ts';
import { RetryLater } from '../retry-later.ts';
import { personLocks } from '../tables.ts';
import { PersonLocks } from './person-locks.ts';

describe('the lock on a person', () => {
  let store: Store;
  const clock = { at: new Date('2026-11-20T00:00:00Z'), now: () => clock.at };
  const { signal } = new AbortController();

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(() => store.db.delete(personLocks));

  const server = (db = store.db) => new PersonLocks({ store: { db }, clock, log: silentLog });
  /** A filing that goes on until it is told to end. */
  const filing = (locks: PersonLocks, keys: readonly string[]) => {
    const started = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const done = locks.hold(keys, signal, async () => {
      started.resolve();
      await end.promise;
    });
    const finish = () => {
      end.resolve();
      return done;
    };
    return { started: Promise.race([started.promise, done]), finish };
  };
  const isTaken = async (locks: PersonLocks, keys: readonly string[]) =>
    (await locks.hold(keys, signal, async () => null).catch((error: unknown) => error)) instanceof RetryLater;

  it('keeps the same person apart in one server and in two, until the filing has ended', async () => {
    const [one, two] = [server(), server()];
    const first = filing(one, ['a', 'b']);
    await first.started;
    assert.deepEqual([await isTaken(one, ['b']), await isTaken(two, ['b', 'c'])], [true, true]);
    await first.finish();
    assert.deepEqual([await isTaken(one, ['b']), await isTaken(two, ['b', 'c'])], [false, false]);
    assert.deepEqual(await store.db.select().from(personLocks), []);
  });

  it('lets different people be filed side by side', async () => {
    const locks = server();
    const all = ['a', 'b', 'c'].map((key) => filing(locks, [key]));
    await Promise.all(all.map(({ started }) => started));
    await Promise.all(all.map(({ finish }) => finish()));
  });

  it('takes all of its keys or none', async () => {
    const [one, two] = [server(), server()];
    const first = filing(one, ['b']);
    await first.started;
    assert.ok(await isTaken(two, ['a', 'b']));
    assert.equal(await isTaken(server(), ['a']), false);
    await first.finish();
  });

  it('is given back when the filing fails', async () => {
    const failed = server().hold(['a'], signal, () => Promise.reject(new Error('down')));
    assert.match(String(await rejection(failed)), /down/);
    assert.equal(await isTaken(server(), ['a']), false);
  });

  it('is free less than a minute after its holder was killed', async () => {
    const killed = filing(server(), ['a']);
    await killed.started;
    clock.at = new Date(clock.at.getTime() + 40_000);
    assert.ok(await isTaken(server(), ['a']));
    clock.at = new Date(clock.at.getTime() + 10_000);
    assert.equal(await isTaken(server(), ['a']), false);
    await killed.finish();
  });

  it('stops a filing whose lease another server has taken', async (test) => {
    test.mock.timers.enable({ apis: ['setInterval'] });
    const lost = Promise.withResolvers<string>();
    const holding = server().hold(['a'], signal, async (stop) => {
      clock.at = new Date(clock.at.getTime() + 50_000);
      const other = filing(server(), ['a']);
      await other.started;
      stop.addEventListener('abort', () => lost.resolve(String(stop.reason)));
      test.mock.timers.tick(15_000);
      assert.match(await lost.promise, /was lost/);
      await other.finish();
    });
    await holding;
  });
});
