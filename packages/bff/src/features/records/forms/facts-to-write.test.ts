import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PatientChange } from '../../../ports/records/patient-facts.ts';
import type { Address, AddressRecord } from '../../../ports/records/patient-file.ts';
import { emptyCards, emptyFacts } from '../../../testing/vendors/medirecords-patient-files.ts';
import { addressToWrite, cardsToWrite, contactToWrite, detailsToWrite } from './facts-to-write.ts';

describe('which facts of a form go into a record', () => {
  it('fills what is empty', () => {
    assert.deepEqual(detailsToWrite(emptyFacts, { gender: 'female', dateOfBirth: '1980-03-27' }), {
      write: { gender: 'female', dateOfBirth: '1980-03-27' },
      differs: [],
    });
  });

  it('says which differ and writes none of them', () => {
    const record = { ...emptyFacts, gender: 'other', dateOfBirth: '1980-03-28' } as const;
    assert.deepEqual(detailsToWrite(record, { gender: 'female', dateOfBirth: '1980-03-27', title: 'ms' }), {
      write: { title: 'ms' },
      differs: ['gender', 'dateOfBirth'],
    });
  });

  it('takes two spellings for one fact', () => {
    const record = {
      ...emptyFacts,
      firstName: 'SIOBHAN',
      lastName: 'O’Brien-Smith',
      email: 'Alex@Example.com',
      mobilePhone: '0491570156',
    };
    const told = {
      firstName: 'Siobhán',
      lastName: "O'Brien Smith",
      email: 'alex@example.com',
      mobilePhone: '+61 491 570 156',
    };
    assert.deepEqual(detailsToWrite(record, told), { write: {}, differs: [] });
  });

  it('leaves a value alone that has no word, and does not call it another', () => {
    const record = { ...emptyFacts, title: 'unrecognised', gender: 'unrecognised' } as const;
    assert.deepEqual(detailsToWrite(record, { title: 'ms', gender: 'female' }), { write: {}, differs: [] });
  });

  it('takes "not stated" for no news, and lets it be replaced', () => {
    const stated = { ...emptyFacts, indigenousStatus: '1' } as const;
    assert.deepEqual(detailsToWrite(stated, { indigenousStatus: '9' }), { write: {}, differs: [] });
    const notStated = { ...emptyFacts, indigenousStatus: '9' } as const;
    assert.deepEqual(detailsToWrite(notStated, { indigenousStatus: '1' }).write, { indigenousStatus: '1' });
    assert.deepEqual(detailsToWrite(emptyFacts, { indigenousStatus: '9' }).write, { indigenousStatus: '9' });
  });

  it('never writes over a value, and has nothing to do once it has written', () => {
    const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });
    const name = fc.constantFrom('Alex', 'Robin', 'Kim');
    const day = fc.constantFrom('1980-03-27', '1981-03-27');
    const gender = fc.constantFrom('female', 'male', 'other');
    const status = fc.constantFrom('1', '2', '3', '4', '9');
    const anyRecord = fc.record({
      firstName: optional(name),
      dateOfBirth: optional(day),
      gender: optional(gender),
      indigenousStatus: optional(status),
    });
    const anyTold: fc.Arbitrary<PatientChange> = fc.record(
      { firstName: name, dateOfBirth: day, gender, indigenousStatus: status },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyRecord, anyTold, (standing, told) => {
        const record = { ...emptyFacts, ...standing };
        const { write, differs } = detailsToWrite(record, told);
        for (const [fact, value] of Object.entries(standing)) {
          if (value !== null && value !== '9') assert.ok(!(fact in write), fact);
        }
        const after = detailsToWrite({ ...record, ...write }, told);
        assert.deepEqual(after, { write: {}, differs });
      }),
    );
  });
});

describe('which cards of a form go into a record', () => {
  const told = { medicareNumber: '2123456701', medicareIrn: '1', medicareExpiry: '2029-05' };

  it('fills what is missing of the same card', () => {
    const record = { ...emptyCards, medicareNumber: '2123 45670 1' };
    assert.deepEqual(cardsToWrite(record, told).write, { medicareIrn: '1', medicareExpiry: '2029-05' });
  });

  it('adds nothing of one card to another', () => {
    const record = { ...emptyCards, medicareNumber: '3278851195' };
    assert.deepEqual(cardsToWrite(record, told), { write: {}, differs: ['medicareNumber'] });
  });

  it('says that a renewed card differs', () => {
    const record = { ...emptyCards, ...told, medicareExpiry: '2026-05' };
    assert.deepEqual(cardsToWrite(record, told), { write: {}, differs: ['medicareExpiry'] });
  });

  it('keeps the kind of a card that stands there in words of its own', () => {
    const record = { ...emptyCards, dvaNumber: 'NBUR9080', dvaColour: 'unrecognised' } as const;
    const card = { dvaNumber: 'NBUR9080', dvaColour: 'gold' } as const;
    assert.deepEqual(cardsToWrite(record, card), { write: {}, differs: [] });
  });

  it('takes the signed agreement to electronic prescriptions, and no silence for one', () => {
    for (const electronicPrescriptions of [null, false]) {
      const record = { ...emptyCards, electronicPrescriptions };
      assert.deepEqual(cardsToWrite(record, { electronicPrescriptions: true }).write, {
        electronicPrescriptions: true,
      });
      assert.deepEqual(cardsToWrite(record, {}).write, {});
    }
    const agreed = { ...emptyCards, electronicPrescriptions: true };
    assert.deepEqual(cardsToWrite(agreed, { electronicPrescriptions: true }).write, {});
  });
});

describe('what becomes of an address', () => {
  const home: Address = {
    line1: '1 Example Road',
    line2: null,
    suburb: 'Fitzroy',
    state: 'VIC',
    postcode: '3065',
  };
  const standing = (more: Partial<AddressRecord> = {}): AddressRecord => ({
    ...home,
    id: 'a1',
    touched: false,
    ...more,
  });

  it('is made where there is none, and left where it stands in any spelling', () => {
    assert.deepEqual(addressToWrite([], home, []), { kind: 'create' });
    assert.deepEqual(addressToWrite([standing({ suburb: 'FITZROY' })], home, []), { kind: 'nothing' });
  });

  it('replaces only what an earlier form made and no one has touched', () => {
    const before = standing({ line1: '9 Old Street' });
    assert.deepEqual(addressToWrite([before], home, ['a1']), { kind: 'change', addressId: 'a1' });
    assert.deepEqual(addressToWrite([before], home, []), { kind: 'differs' });
    assert.deepEqual(addressToWrite([{ ...before, touched: true }], home, ['a1']), { kind: 'differs' });
    const another = standing({ id: 'a2', line1: 'PO Box 1' });
    assert.deepEqual(addressToWrite([before, another], home, ['a1']), { kind: 'differs' });
  });
});

describe('what becomes of an emergency contact', () => {
  const sam = { name: 'Sam Sample', relationship: 'partner', phone: '0491570157' };
  it('is made where there is none, and never replaced', () => {
    assert.equal(contactToWrite(null, sam), 'create');
    assert.equal(contactToWrite({ ...sam, name: 'SAM  SAMPLE', phone: '+61491570157' }, sam), 'nothing');
    assert.equal(contactToWrite({ ...sam, phone: '0491570158' }, sam), 'differs');
  });
});
