import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inWords } from './answer-text.ts';
import { loadForm } from './definitions/load.ts';

const at = { today: '2026-11-20' };
const words = async (id: 'full_intake' | 'medical_history', answers: Record<string, unknown>) => {
  const sections = inWords(await loadForm(id), answers, at);
  return new Map(sections.flatMap(({ questions }) => questions).map((question) => [question.id, question]));
};

describe('answers in words', () => {
  it('are what a person would write', async () => {
    const found = await words('full_intake', {
      title: 'mx',
      dateOfBirth: '1988-04-07',
      mobilePhone: '+61 491 570 006',
      homePhone: '0370104321',
      hasMedicare: true,
      medicare: { number: '2123456701', irn: '1', expiry: '5/27' },
      otherCards: ['health_fund', 'concession'],
      address: { line1: '1 High St', suburb: 'Richmond', state: 'VIC', postcode: '3121' },
      emergencyContact: { name: 'Sam', relationship: 'partner', phone: '0491570156' },
      takesMedicines: 'yes',
      medicines: [
        { name: 'Vitamin D', frequency: 'daily' },
        { name: 'Iron', dose: '100 mg', frequency: 'weekly' },
      ],
      reason: 'Sleep.\nAnd pain.',
    });
    const answer = (id: string) => found.get(id)?.answer;
    assert.deepEqual(answer('title'), ['Mx']);
    assert.deepEqual(answer('dateOfBirth'), ['7 April 1988']);
    assert.deepEqual(answer('mobilePhone'), ['0491 570 006']);
    assert.deepEqual(answer('homePhone'), ['03 7010 4321']);
    assert.deepEqual(answer('hasMedicare'), ['Yes']);
    assert.deepEqual(answer('medicare'), [
      'Medicare card number: 2123456701',
      'Number beside your name on the card: 1',
      'Month and year when the card expires: May 2027',
    ]);
    assert.deepEqual(answer('otherCards'), [
      'Pension, health care or seniors health card',
      'Private health insurance',
    ]);
    assert.deepEqual(answer('address'), [
      'Street address: 1 High St',
      'Suburb or town: Richmond',
      'State or territory: Victoria',
      'Postcode: 3121',
    ]);
    assert.deepEqual(answer('emergencyContact')?.slice(1), [
      'Who this person is to you: Partner',
      'Phone number of your emergency contact: 0491 570 156',
    ]);
    assert.deepEqual(answer('medicines'), [
      'Name: Vitamin D; How often: daily',
      'Name: Iron; Strength or dose: 100 mg; How often: weekly',
    ]);
    assert.deepEqual(answer('reason'), ['Sleep.', 'And pain.']);
    assert.deepEqual(answer('preferredName'), []);
    assert.equal(found.has('dva'), false);
  });

  it('say what was agreed to, in full, and what was not', async () => {
    const found = await words('full_intake', { privacyConsent: true });
    assert.equal(found.get('privacyConsent')?.consent?.agreed, true);
    assert.equal(found.get('privacyConsent')?.consent?.version, '2026-11');
    assert.ok((found.get('privacyConsent')?.consent?.text.length ?? 0) > 1);
    assert.deepEqual(found.get('reminders')?.answer, ['Not agreed']);
  });

  it('tell partial dates, numbers and scales', async () => {
    const found = await words('medical_history', { concernSince: '2019-05', weightKg: '72.5', severity: 7 });
    assert.deepEqual(found.get('concernSince')?.answer, ['May 2019']);
    assert.deepEqual(found.get('weightKg')?.answer, ['72.5 kg']);
    assert.deepEqual(found.get('severity')?.answer, ['7 (0: Not there; 10: As bad as I can imagine)']);
  });

  it('are told even when they are no answers: a form that is stopped is taken as it is', async () => {
    const strange = JSON.parse('{"toString":1,"year":{"toString":1}}');
    const form = await loadForm('full_intake');
    const answers = Object.fromEntries(
      form.sections.flatMap(({ fields }) => fields).map(({ id }) => [id, strange]),
    );
    const [name] = inWords(form, { ...answers, selfHarm: 'no' }, at).flatMap(({ questions }) =>
      questions.filter(({ id }) => id === 'firstName'),
    );
    assert.deepEqual(name?.answer, ['{"toString":1,"year":{"toString":1}}']);
  });
});
