import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldAt, isoDay } from './details.ts';

describe('a date of birth typed into three fields', () => {
  for (const [typed, day] of [
    ['1980-3-7', '1980-03-07'],
    ['1980-12-27', '1980-12-27'],
    [' 1980 - 3 -27', '1980-03-27'],
    ['', ''],
    ['80-3-7', '80-03-07'],
    ['-3-7', '-03-07'],
    ['1980--', '1980-00-00'],
  ] as const) {
    it(`reads "${typed}" as "${day}"`, () => assert.equal(isoDay(typed), day));
  }
});

describe("the server's verdict on a field", () => {
  it('finds the field by its path in either request', () => {
    assert.equal(fieldAt('patient.firstName'), 'firstName');
    assert.equal(fieldAt('patientName'), 'patientName');
    assert.equal(fieldAt('start'), null);
  });
});
