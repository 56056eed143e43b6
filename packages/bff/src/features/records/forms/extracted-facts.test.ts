import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { factRules } from '@botaniqal/shared/forms/facts.ts';
import { at, intakeFacts } from '../../../testing/fixtures/forms/filing-fixture.ts';
import { wholeAnswers } from '../../../testing/fixtures/forms/forms-fixture.ts';
import { extractFacts } from './extracted-facts.ts';

const told = async (given: Readonly<Record<string, unknown>>) => {
  const form = await loadForm('full_intake');
  return extractFacts(form, readForm(form, wholeAnswers(form, at, given), at).answers);
};

describe('what a form tells for the record', () => {
  it('is every fact of the full intake', async () => {
    const form = await loadForm('full_intake');
    const consent = form.sections
      .flatMap(({ fields }) => fields)
      .find((field) => field.id === 'electronicPrescriptions');
    assert.ok(consent?.kind === 'consent');
    const agreed = { electronicPrescriptions: { agreed: true, version: consent.version } };
    const { details, address, cards, contact } = await told({ ...intakeFacts, ...agreed });
    assert.deepEqual(details, {
      title: 'ms',
      firstName: 'Alex',
      lastName: 'Sample',
      preferredName: 'Lexi',
      dateOfBirth: '1988-04-17',
      gender: 'female',
      email: 'alex@example.com',
      mobilePhone: '0491570156',
      homePhone: '0370104321',
      indigenousStatus: '4',
    });
    assert.deepEqual(address, {
      ...{ line1: '1 Example Road', line2: null },
      suburb: 'Fitzroy',
      state: 'VIC',
      postcode: '3065',
    });
    assert.deepEqual(cards, {
      medicareNumber: '2123456701',
      medicareIrn: '1',
      medicareExpiry: '2029-05',
      dvaNumber: 'NBUR9080',
      dvaColour: 'gold',
      concessionNumber: '307111942H',
      concessionType: 'pension',
      concessionExpiry: '2029-01',
      electronicPrescriptions: true,
    });
    assert.deepEqual(contact, { name: 'Sam Sample', relationship: 'partner', phone: '0491570157' });
    // A new fact has a place here too.
    assert.equal(Object.keys(factRules).length, Object.keys(details).length + 6);
  });

  it('is nothing for "none" and "I would rather not say"', async () => {
    const { details } = await told({ ...intakeFacts, title: 'none', gender: 'not_stated' });
    assert.ok(!('title' in details) && !('gender' in details));
  });

  it('is no agreement where a consent was not given', async () => {
    const { cards } = await told({
      ...intakeFacts,
      electronicPrescriptions: { agreed: false, version: 'x' },
    });
    assert.ok(!('electronicPrescriptions' in cards));
  });

  it('is nothing of a form without facts', async () => {
    const form = await loadForm('triage');
    assert.deepEqual(extractFacts(form, {}), { details: {}, address: null, cards: {}, contact: null });
  });
});
