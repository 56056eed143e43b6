import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookedForWords } from './booked-for.ts';
import { ageOn, contactRelations } from './contact-person.ts';

describe('a patient with a contact person', () => {
  it('is named to staff with the contact person', () => {
    assert.equal(
      bookedForWords('Sam Sample', { name: 'Alex Sample', relation: 'parent' }),
      'Sam Sample (child of Alex Sample)',
    );
    assert.equal(bookedForWords('Sam Sample', null), 'Sam Sample');
  });

  it('has words for each relation', () => {
    for (const relation of contactRelations) {
      assert.match(bookedForWords('Sam', { name: 'Alex', relation }), /^Sam \(\w.* Alex\)$/);
    }
  });
});

describe('the age of a person', () => {
  it('grows on the birthday, and on 1 March where a year has no 29 February', () => {
    assert.equal(ageOn('2008-12-02', '2026-12-01'), 17);
    assert.equal(ageOn('2008-12-02', '2026-12-02'), 18);
    assert.equal(ageOn('2008-02-29', '2026-02-28'), 17);
    assert.equal(ageOn('2008-02-29', '2026-03-01'), 18);
  });
});
