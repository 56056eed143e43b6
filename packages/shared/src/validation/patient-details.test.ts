import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDay, patientFault, patientFaults, patientLimits, tidyPatient } from './patient-details.ts';

const today = '2026-11-20';
const details = {
  firstName: 'Alex',
  lastName: 'Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
  dateOfBirth: '1980-02-29',
};

describe('the details of a patient who pays', () => {
  it('hold when they are whole, with spaces around them or not', () => {
    assert.deepEqual(patientFaults(details, today), {});
    assert.equal(patientFault('lastName', '  Sample ', today), null);
  });

  it('are each missed by name', () => {
    const nothing = { firstName: '', lastName: ' ', email: '', phone: '', dateOfBirth: '' };
    assert.deepEqual(patientFaults(nothing, today), {
      firstName: 'missing',
      lastName: 'missing',
      email: 'missing',
      phone: 'missing',
      dateOfBirth: 'missing',
    });
  });

  it('are refused when they are too long or not what they should be', () => {
    assert.equal(patientFault('firstName', 'x'.repeat(patientLimits.firstName + 1), today), 'too_long');
    assert.equal(patientFault('email', 'alex', today), 'malformed');
    assert.equal(patientFault('phone', '12', today), 'malformed');
  });

  it('take a date of birth from 1900 to today, if the day exists', () => {
    const cases = [
      ['1900-01-01', null],
      ['1899-12-31', 'too_early'],
      [today, null],
      ['2026-11-21', 'future'],
      ['1981-02-29', 'malformed'],
      ['29/02/1980', 'malformed'],
      ['1980-2-29', 'malformed'],
    ] as const;
    for (const [typed, fault] of cases) assert.equal(patientFault('dateOfBirth', typed, today), fault, typed);
  });

  it('hold when they were pasted with invisible marks and in other digits', () => {
    const pasted = {
      firstName: 'Al\u00adex',
      lastName: '\u200bO’Brien\u2011Smith',
      email: 'ａｌｅｘ＠ｅｘａｍｐｌｅ．ｃｏｍ',
      phone: '\u202d٠٤٩١ ٥٧٠ ١٥٦\u202c',
      dateOfBirth: '１９８０\u201102\u201129',
    };
    assert.deepEqual(patientFaults(pasted, today), {});
    assert.equal(tidyPatient('dateOfBirth', pasted.dateOfBirth), '1980-02-29');
    assert.equal(tidyPatient('lastName', pasted.lastName), 'O’Brien-Smith');
  });

  it('know which days exist', () => {
    assert.ok(isDay('2000-02-29'));
    for (const none of ['1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', ''])
      assert.ok(!isDay(none), none);
  });
});
