import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageFault } from './age-limits.ts';

describe('the age limits of a visit', () => {
  it('count the age on the day of the visit', () => {
    assert.equal(ageFault({ from: 18 }, '2008-12-02', '2026-12-01')?.code, 'too_young');
    assert.equal(ageFault({ from: 18 }, '2008-12-02', '2026-12-02'), null);
  });

  it('include the oldest age until the next birthday', () => {
    assert.equal(ageFault({ to: 17 }, '2008-12-02', '2026-12-01'), null);
    assert.equal(ageFault({ to: 17 }, '2008-12-02', '2026-12-02')?.code, 'too_old');
  });

  it('make a person born on 29 February older on 1 March', () => {
    assert.equal(ageFault({ from: 18 }, '2008-02-29', '2026-02-28')?.code, 'too_young');
    assert.equal(ageFault({ from: 18 }, '2008-02-29', '2026-03-01'), null);
  });

  it('allow everyone when a visit has none', () => {
    assert.equal(ageFault({}, '1920-01-01', '2026-12-01'), null);
  });
});
