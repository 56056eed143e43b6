import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitName } from '../../patients/index.ts';
import { personInBooking } from '../patients/person-in-booking.ts';
import { type FormPerson, isAnotherPerson, joined, personInForm, personToFile } from './form-person.ts';

const empty: FormPerson = { firstName: null, lastName: null, dateOfBirth: null, email: null, mobile: null };
const booked = (name: string, dateOfBirth: string | null = null) =>
  personInBooking({
    ...{ name, firstName: null, lastName: null, dateOfBirth },
    ...{ email: 'alex@example.com', phone: '+61 491 570 156', timeZone: 'Australia/Melbourne' },
    primaryConcern: null,
    contactPerson: null,
    accessNeeds: null,
  });
const form = (name: string, dateOfBirth: string | null = null): FormPerson => ({
  ...empty,
  ...splitName(name),
  dateOfBirth,
});

describe('whom a form is about', () => {
  const same: readonly [string, string][] = [
    ['Alex Sample', 'Alex Sample'],
    ['Alex Sample', 'alex  SAMPLE'],
    ['Alex Sample', 'Alex'],
    ['Alexandra Sample', 'Alex Sample'],
    ['Mary Anne Smith', 'Mary Smith'],
    ['Jan van der Berg', 'Jan Van Der Berg'],
    ['Siobhán O’Brien', "Siobhan O'Brien"],
  ];
  for (const [inForm, inBooking] of same) {
    it(`is the one who booked: ${inForm}, booked as ${inBooking}`, () => {
      assert.equal(isAnotherPerson(form(inForm), booked(inBooking)), false);
    });
  }

  it('is another person with another first name, another last name or another birth', () => {
    assert.ok(isAnotherPerson(form('Ella Sample'), booked('Alex Sample')));
    assert.ok(isAnotherPerson(form('Alex Sample'), booked('Alex Other')));
    assert.ok(isAnotherPerson(form('Alex Sample', '2015-01-02'), booked('Alex Sample', '1985-01-02')));
  });

  it('is the one who booked where it has no name', () => {
    assert.equal(isAnotherPerson(empty, booked('Alex Sample')), false);
    assert.deepEqual(joined(empty, booked('Alex Sample')), {
      firstName: 'Alex',
      lastName: 'Sample',
      dateOfBirth: null,
      email: 'alex@example.com',
      mobile: '0491570156',
    });
  });

  it('is read from the answers first, then from what was known, then from who sent it', () => {
    const patient = { firstName: 'A', lastName: 'B', email: 'sent@example.com', phone: '0491 570 159' };
    const content = { timeZone: 'Australia/Melbourne', today: '2026-11-20', patient };
    const person = personInForm({
      ...content,
      answers: { firstName: 'Alex' },
      known: { firstName: 'Old', lastName: 'Sample', dateOfBirth: '1988-04-17' },
    });
    assert.deepEqual(person, {
      firstName: 'Alex',
      lastName: 'Sample',
      dateOfBirth: '1988-04-17',
      email: 'sent@example.com',
      mobile: '0491570159',
    });
  });

  it('has no birth in half a date, or in something else', () => {
    const content = { timeZone: 'Australia/Melbourne', today: '2026-11-20', patient: null, known: {} };
    for (const dateOfBirth of ['1988', '1988-04', 'x;lastName==y', { year: 1988 }]) {
      assert.equal(personInForm({ ...content, answers: { dateOfBirth } }).dateOfBirth, null);
    }
  });

  it('is not a person to file without a last name, or without birth and email', () => {
    assert.equal(personToFile(empty), null);
    assert.equal(personToFile({ ...empty, lastName: 'Sample' }), null);
    assert.equal(personToFile({ ...empty, dateOfBirth: '1988-04-17' }), null);
    assert.deepEqual(personToFile({ ...empty, lastName: 'Sample', dateOfBirth: '1988-04-17' }), {
      firstName: 'Onlyname',
      lastName: 'Sample',
      dateOfBirth: '1988-04-17',
      email: '',
      mobile: '',
    });
  });
});
