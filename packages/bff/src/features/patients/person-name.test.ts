import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fullNameKey, nameKey, onlyName, splitName } from './person-name.ts';

describe('a name typed in one field', () => {
  const cases: readonly [string, string, string][] = [
    ['Alex Sample', 'Alex', 'Sample'],
    ['  Alex   Sample ', 'Alex', 'Sample'],
    ['Mary Anne Smith', 'Mary Anne', 'Smith'],
    ['Jan van der Berg', 'Jan', 'van der Berg'],
    ['Jan Van Der Berg', 'Jan', 'Van Der Berg'],
    ['Anh Van Nguyen', 'Anh Van', 'Nguyen'],
    ['Juan Carlos de la Cruz', 'Juan Carlos', 'de la Cruz'],
    ['Sample, Alex', 'Alex', 'Sample'],
    ['Dr. Alex Sample', 'Alex', 'Sample'],
    ["Siobhán O'Brien-Smith", 'Siobhán', "O'Brien-Smith"],
    ['Alex Sample Jr', 'Alex', 'Sample Jr'],
    ['Alex Sample III', 'Alex', 'Sample III'],
    ['Alex Sample, Jr.', 'Alex', 'Sample Jr.'],
    ['Sample, Alex Jr', 'Alex', 'Sample Jr'],
    ['Alex Sample PhD', 'Alex', 'Sample'],
    ['Dr Alex Sample, PhD, OAM', 'Alex', 'Sample'],
    ['Suharto Jr', onlyName, 'Suharto Jr'],
    ['Yo-Yo Ma', 'Yo-Yo', 'Ma'],
    ['\u202aMary\u2011Jane O’Brien\u00a0Smith\u202c', 'Mary-Jane O’Brien', 'Smith'],
    ['Suharto', onlyName, 'Suharto'],
    ['Mr', onlyName, 'Mr'],
    ['李小龙', onlyName, '李小龙'],
  ];
  for (const [whole, firstName, lastName] of cases) {
    it(`reads "${whole}" as ${firstName} and ${lastName}`, () => {
      assert.deepEqual(splitName(whole), { firstName, lastName });
    });
  }

  it('always gives both parts, and loses no letter of a name without title or comma', () => {
    const word = fc.stringMatching(/^[A-Zb-z][a-z]{3,9}x$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const split = splitName(words.join('  '));
        assert.ok(split.firstName.length > 0 && split.lastName.length > 0);
        assert.equal(fullNameKey(split), nameKey(words.join(' ')));
      }),
    );
  });
});

describe('comparing names', () => {
  it('ignores case, diacritics, apostrophes, hyphens and spacing', () => {
    assert.equal(nameKey('  SIOBHÁN  O’Brien-Smith'), nameKey('siobhan obrien smith'));
    assert.equal(nameKey('Søren Straße'), nameKey('soren strasse'));
  });

  it('tells different names apart', () => {
    assert.notEqual(nameKey('Tom Sample'), nameKey('Tim Sample'));
    assert.notEqual(nameKey('李小龙'), nameKey('李大龙'));
  });
});
