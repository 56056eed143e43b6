import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { environmentAt, movedDates } from './dates.ts';

/** What a program prints that runs under a moved date. */
function printedAt(index: number, program: string): string {
  const date = movedDates[index];
  assert.ok(date);
  const env = { ...process.env, ...environmentAt(date) };
  return execFileSync(process.execPath, ['--eval', program], { env, encoding: 'utf8' }).trim();
}

describe('a moved date', () => {
  it('is what every way to ask for now says', () => {
    const program =
      'console.log(new Date().toJSON().slice(0, 13), Date().slice(0, 18), new Date(Date.now()).getDate())';
    assert.equal(printedAt(1, program), '2028-02-29T01 Tue Feb 29 2028 12 29');
  });

  it('leaves instants that are named as they are, and the class what it was', () => {
    const program = `class Later extends Date {}
      console.log(new Date(0).toJSON(), Date.UTC(2026, 0), new Later() instanceof Later, new Date() instanceof Date)`;
    assert.equal(printedAt(0, program), '1970-01-01T00:00:00.000Z 1767225600000 true true');
  });

  it('is the same in the processes that a test starts', () => {
    const program = `const { execFileSync } = require('node:child_process');
      console.log(execFileSync(process.execPath, ['--print', 'new Date().getFullYear()'], { encoding: 'utf8' }))`;
    assert.equal(printedAt(2, program), '2027');
  });
});
