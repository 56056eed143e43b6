import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InMemoryPracticeRecords } from '../../testing/vendors/medirecords.ts';
import { findPatient, madeByUs } from './find-patient.ts';
import type { PersonToMatch } from './matching.ts';

const person: PersonToMatch = {
  firstName: 'Zoe',
  lastName: "O'Brien",
  dateOfBirth: '1984-02-29',
  email: 'zoe@example.com',
  mobile: '0491570156',
};

describe('looking a person up in the records', () => {
  it('finds them by birth and last name, without email or mobile, in any spelling', async () => {
    const records = new InMemoryPracticeRecords();
    const { id } = records.addPatient({
      firstName: 'Zoë Anne',
      lastName: 'O’BRIEN',
      dateOfBirth: '1984-02-29',
    });
    const { match } = await findPatient(records, person);
    assert.deepEqual(match, { kind: 'certain', patientId: id, by: 'birth_and_last_name' });
  });

  it('takes a record for resembling only when it shares more than the day of birth', async () => {
    const records = new InMemoryPracticeRecords();
    records.addPatient({ firstName: 'Zoe', lastName: 'Other', dateOfBirth: '1984-02-29' });
    assert.deepEqual(await findPatient(records, person), {
      match: { kind: 'new', maybeSame: [] },
      resembling: [],
    });
  });

  it('names a twin to compare, and does not take them', async () => {
    const records = new InMemoryPracticeRecords();
    const twin = records.addPatient({
      firstName: 'Max',
      lastName: "O'Brien",
      dateOfBirth: '1984-02-29',
    });
    const { match } = await findPatient(records, person);
    assert.deepEqual(match, { kind: 'new', maybeSame: [twin.id] });
  });

  it('asks for no day where none is known', async () => {
    const records = new InMemoryPracticeRecords();
    await findPatient(records, { ...person, dateOfBirth: null });
    assert.deepEqual(records.calls, ['findPatientsByContact']);
  });

  it('knows again what an earlier try made, also of a person without email and mobile', async () => {
    const records = new InMemoryPracticeRecords();
    const bare = { ...person, email: '', mobile: '' };
    const before = records.addPatient({ firstName: 'Max', lastName: "O'Brien", dateOfBirth: '1984-02-29' });
    const { id } = await records.createPatient(bare);
    const { resembling } = await findPatient(records, bare);
    assert.equal(madeByUs(bare, resembling, [before.id])?.id, id);
    assert.equal(madeByUs(bare, resembling, [before.id, id]), null);
  });
});
