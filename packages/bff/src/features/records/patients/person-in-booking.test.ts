import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onlyName } from '../../patients/index.ts';
import { personInBooking } from './person-in-booking.ts';

const patient = {
  name: 'Suharto .',
  email: 'a@example.com',
  phone: '0491 570 156',
  timeZone: 'Australia/Melbourne',
  dateOfBirth: '1980-02-29',
  primaryConcern: null,
  contactPerson: null,
  accessNeeds: null,
};

describe('the person of a paid booking', () => {
  for (const nothing of ['.', '-', '–']) {
    it(`has one name when the other is "${nothing}"`, () => {
      const { firstName, lastName } = personInBooking({
        ...patient,
        firstName: 'Suharto',
        lastName: nothing,
      });
      assert.deepEqual([firstName, lastName], [onlyName, 'Suharto']);
    });
  }

  it('has no email and no mobile when a contact person booked, so that a child is not taken for its parent', () => {
    const { email, mobile, dateOfBirth } = personInBooking({
      ...patient,
      firstName: 'Sam',
      lastName: 'Sample',
      contactPerson: { name: 'Alex Sample', relation: 'parent', consent: '2026-12-01' },
    });
    assert.deepEqual([email, mobile, dateOfBirth], ['', '', '1980-02-29']);
  });

  it('has the names that were typed', () => {
    const { firstName, lastName } = personInBooking({ ...patient, firstName: 'Anh Van', lastName: 'Nguyen' });
    assert.deepEqual([firstName, lastName], ['Anh Van', 'Nguyen']);
  });
});
