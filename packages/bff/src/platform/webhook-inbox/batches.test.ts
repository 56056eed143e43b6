import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batches } from './batches.ts';

describe('batches', () => {
  it('write one item at once, and what arrives meanwhile together', async () => {
    const written: number[][] = [];
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const add = batches<number>(async (items) => {
      written.push([...items]);
      await gates[written.length - 1]?.promise;
    });
    const first = add(1);
    const others = [add(2), add(3), add(4)];
    assert.deepEqual(written, [[1]]);
    gates[0]?.resolve();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(written, [[1], [2, 3, 4]]);
    gates[1]?.resolve();
    await Promise.all(others);
    await add(5);
    assert.deepEqual(written.at(-1), [5]);
  });

  it('fail for the items of the batch that failed, and go on with the next', async () => {
    let calls = 0;
    const add = batches<string>(async () => {
      calls += 1;
      if (calls === 1) throw new Error('the database is away');
    });
    const [first, second] = [add('a'), add('b')];
    await assert.rejects(first, /away/);
    await second;
    assert.equal(calls, 2);
  });

  it('are of 500 items at most', async () => {
    const sizes: number[] = [];
    const add = batches<number>(async (items) => {
      sizes.push(items.length);
      await new Promise((resolve) => setImmediate(resolve));
    });
    await Promise.all(Array.from({ length: 1102 }, (_, index) => add(index)));
    assert.deepEqual(sizes, [1, 500, 500, 101]);
  });
});
