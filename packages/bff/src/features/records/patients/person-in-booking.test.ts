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

  it('has the names that were typed', () => {
    const { firstName, lastName } = personInBooking({ ...patient, firstName: 'Anh Van', lastName: 'Nguyen' });
    assert.deepEqual([firstName, lastName], ['Anh Van', 'Nguyen']);
  });
});
