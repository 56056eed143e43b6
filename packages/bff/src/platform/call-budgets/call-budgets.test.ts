import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { migratedPostgres } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { silentLog } from '../observability/log.ts';
import { openStore } from '../store/store.ts';
import type { CallBudgets } from './call-budgets.ts';
import { callBudgetsInMemory } from './call-budgets-in-memory.ts';
import { storedCallBudgets } from './stored-call-budgets.ts';

const windows = [
  { seconds: 60, most: 10 },
  { seconds: 3600, most: 50 },
  { seconds: 86_400, most: 100 },
];
const paid = { windows, leaveReserve: false };
const free = { windows, leaveReserve: true };

function testClock() {
  const clock = {
    at: Date.parse('2026-11-20T00:00:00Z'),
    now: () => new Date(clock.at),
    pass(seconds: number) {
      clock.at += seconds * 1000;
    },
  };
  return clock;
}
type TestClock = ReturnType<typeof testClock>;

const store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
after(() => store.close());
const kinds: [string, (clock: TestClock) => CallBudgets][] = [
  ['in memory', callBudgetsInMemory],
  ['in the store', (clock) => storedCallBudgets({ db: store.db, clock, log: silentLog })],
];

for (const [name, open] of kinds) {
  describe(`a budget of calls ${name}`, () => {
    const fresh = () => {
      const clock = testClock();
      return { clock, key: crypto.randomUUID(), budgets: open(clock) };
    };
    const takeMany = async ({ budgets, key }: ReturnType<typeof fresh>, count: number, rules = paid) => {
      for (let call = 0; call < count; call += 1) assert.equal(await budgets.take(key, rules), null);
    };

    it('lets as many pass as a minute allows, and says when the next may go', async () => {
      const budget = fresh();
      await takeMany(budget, 10);
      budget.clock.pass(20);
      assert.equal(await budget.budgets.take(budget.key, paid), 40);
      budget.clock.pass(40);
      assert.equal(await budget.budgets.take(budget.key, paid), null);
    });

    it('leaves a fifth to calls that matter more', async () => {
      const budget = fresh();
      await takeMany(budget, 8, free);
      assert.equal(await budget.budgets.take(budget.key, free), 60);
      await takeMany(budget, 2);
      assert.equal(await budget.budgets.take(budget.key, paid), 60);
    });

    it('counts hours and days, too', async () => {
      const budget = fresh();
      for (let minute = 0; minute < 5; minute += 1) {
        await takeMany(budget, 10);
        budget.clock.pass(60);
      }
      assert.equal(await budget.budgets.take(budget.key, paid), 3600 - 300);
      budget.clock.pass(3600);
      for (let minute = 0; minute < 5; minute += 1) {
        await takeMany(budget, 10);
        budget.clock.pass(60);
      }
      budget.clock.pass(3600);
      assert.equal(await budget.budgets.take(budget.key, paid), 86_400 - 2 * 3600 - 600);
    });

    it('stops every call during a pause, and those that leave the reserve while little is left', async () => {
      const { budgets, clock, key } = fresh();
      await budgets.note(key, { reserveUntil: clock.at + 30_000 });
      assert.equal(await budgets.take(key, free), 30);
      assert.equal(await budgets.take(key, paid), null);
      assert.equal(budgets.waitSeconds(key, true), 30);
      assert.equal(budgets.waitSeconds(key, false), null);
      await budgets.note(key, { pausedUntil: clock.at + 45_000 });
      assert.equal(await budgets.take(key, paid), 45);
      assert.equal(budgets.waitSeconds(key, false), 45);
      clock.pass(46);
      assert.equal(await budgets.take(key, free), null);
      assert.equal(budgets.waitSeconds(key, true), null);
    });

    it('counts anew after the window that the service named', async () => {
      const budget = fresh();
      await takeMany(budget, 10);
      await budget.budgets.note(budget.key, { pausedUntil: budget.clock.at + 20_000 });
      budget.clock.pass(21);
      assert.equal(await budget.budgets.take(budget.key, paid), null);
    });

    it('gets a call back that was not sent', async () => {
      const budget = fresh();
      await takeMany(budget, 10);
      await budget.budgets.giveBack(budget.key);
      await takeMany(budget, 1);
      assert.equal(await budget.budgets.take(budget.key, paid), 60);
    });
  });
}

describe('two servers on one database', () => {
  it('let no more pass together than one would, also at the same instant', async () => {
    const clock = testClock();
    const servers = [1, 2].map(() => storedCallBudgets({ db: store.db, clock, log: silentLog }));
    const key = crypto.randomUUID();
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, call) => servers[call % 2]?.take(key, paid)),
    );
    assert.equal(waits.filter((wait) => wait === null).length, 10);
    assert.deepEqual([...new Set(waits)], [null, 60]);
  });

  it('hear of each other’s pauses', async () => {
    const clock = testClock();
    const [one, other] = [1, 2].map(() => storedCallBudgets({ db: store.db, clock, log: silentLog }));
    const key = crypto.randomUUID();
    assert.equal(other?.waitSeconds(key, false), null);
    await one?.note(key, { pausedUntil: clock.at + 60_000 });
    clock.pass(3);
    await until(() => other?.waitSeconds(key, false) === 57);
    assert.equal(await other?.take(key, paid), 57);
  });
});
