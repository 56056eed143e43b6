import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PatientRecord } from '../../ports/records/patient.ts';
import { matchPatient, type PersonToMatch } from './matching.ts';

const person: PersonToMatch = {
  firstName: 'Alex',
  lastName: 'Sample',
  dateOfBirth: null,
  email: 'alex@example.com',
  mobile: '0491570156',
};
const patient: PatientRecord = { ...person, id: 'p1' };
const born = { ...person, dateOfBirth: '1984-02-29' };

describe('finding the record of a person who gave no date of birth', () => {
  it('is certain when email and full name agree with one patient', () => {
    assert.deepEqual(matchPatient(person, [patient]), {
      kind: 'certain',
      patientId: 'p1',
      by: 'email_and_full_name',
    });
  });

  it('compares without case and diacritics, whichever way the name was split', () => {
    const known = { ...patient, firstName: 'JAN VAN DER', lastName: 'Bérg', email: 'ALEX@example.com' };
    assert.equal(
      matchPatient({ ...person, firstName: 'Jan', lastName: 'van der Berg' }, [known]).kind,
      'certain',
    );
  });

  it('does not take a family member with the same email', () => {
    assert.deepEqual(matchPatient(person, [{ ...patient, firstName: 'Robin' }]), {
      kind: 'new',
      maybeSame: ['p1'],
    });
  });

  it('does not take a namesake with the same email and another mobile', () => {
    assert.deepEqual(matchPatient(person, [{ ...patient, mobile: '0491570157' }]), {
      kind: 'new',
      maybeSame: ['p1'],
    });
  });

  it('does not choose between two records', () => {
    assert.deepEqual(matchPatient(person, [patient, { ...patient, id: 'p2' }]), {
      kind: 'new',
      maybeSame: ['p1', 'p2'],
    });
  });

  it('does not take one name for a full name', () => {
    const single = { firstName: 'Onlyname', lastName: 'Alex' };
    assert.equal(matchPatient({ ...person, ...single }, [{ ...patient, ...single }]).kind, 'new');
  });
});

describe('finding the record of a person who gave a date of birth', () => {
  it('is certain when birth and last name agree, even with another email and mobile', () => {
    const known = { ...patient, dateOfBirth: '1984-02-29', email: 'old@example.com', mobile: '0491570158' };
    assert.deepEqual(matchPatient(born, [known]), {
      kind: 'certain',
      patientId: 'p1',
      by: 'birth_and_last_name',
    });
  });

  it('takes a short form of the first name', () => {
    const known = { ...patient, dateOfBirth: '1984-02-29', firstName: 'Alexander' };
    assert.equal(matchPatient(born, [known]).kind, 'certain');
  });

  it('does not take a twin', () => {
    const twin = { ...patient, dateOfBirth: '1984-02-29', firstName: 'Robin' };
    assert.deepEqual(matchPatient(born, [twin]), { kind: 'new', maybeSame: ['p1'] });
  });

  it('does not take a record without a date of birth on contact alone', () => {
    assert.deepEqual(matchPatient(born, [patient]), { kind: 'new', maybeSame: ['p1'] });
  });
});

describe('any set of records', () => {
  const name = fc.constantFrom('Alex', 'Robin', 'Alexander', 'Sample', 'Nguyen', 'Onlyname');
  const email = fc.constantFrom('a@example.com', 'A@example.com', 'b@example.com');
  const mobile = fc.constantFrom('0491570156', '0491570157');
  const birth = fc.constantFrom('1984-02-29', '1990-01-01', null);
  const anyPerson = fc.record({ firstName: name, lastName: name, dateOfBirth: birth, email, mobile });
  const anyPatient = fc.record({
    id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    firstName: fc.option(name),
    lastName: name,
    dateOfBirth: birth,
    email: fc.option(email),
    mobile: fc.option(mobile),
  });

  it('never files with a person whose birth, or whole name, is another', () => {
    fc.assert(
      fc.property(anyPerson, fc.array(anyPatient, { maxLength: 5 }), (who, known) => {
        const match = matchPatient(who, known);
        if (match.kind !== 'certain') return;
        const found = known.findLast((one) => one.id === match.patientId);
        assert.ok(found);
        assert.equal(found.lastName.toLowerCase(), who.lastName.toLowerCase());
        if (who.dateOfBirth !== null) assert.equal(found.dateOfBirth, who.dateOfBirth);
        else {
          assert.equal(found.email?.toLowerCase(), who.email.toLowerCase());
          assert.equal(found.firstName, who.firstName);
        }
      }),
    );
  });

  it('answers the same in any order, and never names a stranger', () => {
    fc.assert(
      fc.property(
        anyPerson,
        fc.uniqueArray(anyPatient, { maxLength: 4, selector: (one) => one.id }),
        (who, known) => {
          const forward = matchPatient(who, known);
          const backward = matchPatient(who, [...known].reverse());
          if (forward.kind === 'certain') assert.deepEqual(backward, forward);
          else {
            assert.equal(backward.kind, 'new');
            const ids: string[] = known.map((one) => one.id);
            assert.ok(forward.maybeSame.every((id) => ids.includes(id)));
          }
        },
      ),
    );
  });

  it('finds a record that was made for this person a moment ago', () => {
    fc.assert(
      fc.property(anyPerson, (who) => {
        const made = { ...who, id: 'new' };
        const match = matchPatient(who, [made]);
        const whole = who.firstName !== 'Onlyname' || who.dateOfBirth !== null;
        assert.equal(match.kind, whole ? 'certain' : 'new');
      }),
    );
  });
});
