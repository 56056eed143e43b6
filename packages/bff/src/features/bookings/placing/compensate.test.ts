import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { paidSaga } from './compensate.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../../../../../docs/booking-saga.md', import.meta.url)),
  'utf8',
  // A formatter lines the columns up.
).replace(/ +/g, ' ');

/** The table as `docs/booking-saga.md` has it. */
const rows = paidSaga.map(({ step, does, stored, retry, undo, pointOfNoReturn }, index) => {
  const name = `${index + 1}. **${step}**${pointOfNoReturn ? ' (no way back once it is done)' : ''}`;
  return `| ${name} | ${does} | ${stored} | ${retry} | ${undo} |`;
});

describe('the steps of a paid booking', () => {
  it('are told to people as the code takes them', () => {
    for (const row of rows) assert.ok(page.includes(row), `docs/booking-saga.md has this row:\n${row}`);
  });

  it('have one point of no return: before it every step can be undone, after it none needs to be', () => {
    const turn = paidSaga.findIndex((step) => step.pointOfNoReturn);
    assert.equal(paidSaga.filter((step) => step.pointOfNoReturn).length, 1);
    for (const [index, step] of paidSaga.entries()) {
      assert.equal(step.undoIn !== null, index <= turn, step.step);
    }
  });
});
