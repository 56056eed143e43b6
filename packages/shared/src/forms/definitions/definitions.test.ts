import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FormId, formIds } from '../../ids/ids.ts';
import { type FormDefinition, fieldsOf } from '../definition.ts';
import { factsOf, prefilled, readForm } from '../engine.ts';
import { lintForm } from '../lint/lint-form.ts';
import { loadForm } from './load.ts';

const at = { today: '2026-11-20' };
const forms = new Map<FormId, FormDefinition>();
for (const id of formIds) forms.set(id, await loadForm(id));
const formOf = (id: FormId): FormDefinition => forms.get(id) ?? assert.fail(`no form ${id}`);

describe('every form of the clinic', () => {
  for (const [id, form] of forms) {
    it(`(${id}) stands by its own id and is right in every point`, () => {
      assert.equal(form.id, id);
      assert.deepEqual(lintForm(form), []);
    });

    it(`(${id}) travels as JSON and comes back the same`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(form)), form);
    });
  }

  it('means the same by the same id', () => {
    const kinds = new Map<string, string>();
    for (const form of forms.values()) {
      for (const { field } of fieldsOf(form)) {
        assert.equal(kinds.get(field.id) ?? field.kind, field.kind, `${field.id} in ${form.id}`);
        kinds.set(field.id, field.kind);
      }
    }
  });

  it('asks in every form that builds on another for what that one may hold, once', () => {
    for (const form of forms.values()) {
      if (!form.buildsOn) continue;
      const earlier = new Set([...fieldsOf(formOf(form.buildsOn))].map(({ field }) => field.id));
      for (const { field } of fieldsOf(form)) {
        const again = earlier.has(field.id) && !field.askOnce && field.kind !== 'signature';
        assert.equal(again, false, `${form.id} asks again for ${field.id}`);
      }
    }
  });
});

const person = {
  firstName: 'Alex',
  lastName: 'Sample',
  dateOfBirth: '1988-04-17',
  email: 'alex@example.com',
};
const wholeIntake = {
  ...person,
  filledInBy: 'self',
  title: 'mx',
  gender: 'not_stated',
  mobilePhone: '0491 570 006',
  contactBy: 'sms',
  address: { line1: '1 High St', suburb: 'Richmond', state: 'VIC', postcode: '3121' },
  hasMedicare: 'yes',
  medicare: { number: '2123 45670 1', irn: '1', expiry: '05/2027' },
  otherCards: ['none'],
  indigenousStatus: '9',
  needsInterpreter: 'no',
  emergencyContact: { name: 'Sam Sample', relationship: 'partner', phone: '0491 570 156' },
  hasGp: 'no',
  reason: 'Poor sleep',
  conditions: ['none'],
  takesMedicines: 'yes',
  medicines: [{ name: 'Vitamin D', frequency: 'every day' }],
  hasAllergies: 'no',
  pregnancy: 'not_applicable',
  privacyConsent: true,
  telehealthConsent: true,
  feesConsent: true,
  electronicPrescriptions: true,
  signature: 'Alex Sample',
};

describe('the full intake', () => {
  const form = formOf('full_intake');

  it('holds when it is filled in', () => assert.deepEqual(readForm(form, wholeIntake, at).errors, []));

  it('does not send what is hidden', () => {
    const sent = readForm(
      form,
      { ...wholeIntake, hasMedicare: 'no', helperName: 'Kim', stranger: 1 },
      at,
    ).answers;
    assert.equal('medicare' in sent, false);
    assert.equal('helperName' in sent, false);
    assert.equal('stranger' in sent, false);
  });

  it('files the facts of the record', () => {
    const facts = factsOf(form, readForm(form, wholeIntake, at).answers);
    assert.deepEqual(facts.get('medicare'), { number: '2123456701', irn: '1', expiry: '2027-05' });
    assert.equal(facts.get('mobilePhone'), '0491570006');
    assert.deepEqual(facts.get('electronicPrescriptions'), { agreed: true, version: '2026-11' });
    assert.equal(facts.has('dva'), false);
  });

  it('fills in what the booking knows', () => {
    const known = { firstName: 'Alex', phone: '0491 570 006', primaryConcern: 'Poor sleep' };
    assert.deepEqual(prefilled(form, known), {
      firstName: 'Alex',
      mobilePhone: '0491 570 006',
      reason: 'Poor sleep',
    });
  });

  it('wants the agreement of a parent who fills it in', () => {
    const errors = readForm(form, { ...wholeIntake, filledInBy: 'parent', helperName: 'Kim' }, at).errors;
    assert.deepEqual(
      errors.map(({ path, code }) => [path, code]),
      [['onBehalf', 'missing']],
    );
  });

  it('names everything that is missing, in order, when it is empty', () => {
    const [first, ...rest] = readForm(form, {}, at).errors;
    assert.deepEqual(first, {
      path: 'filledInBy',
      code: 'missing',
      message: 'Select who is filling in this form',
    });
    assert.ok(rest.every(({ code }) => code === 'missing'));
  });
});

describe('a form that builds on the full intake', () => {
  const form = formOf('weight_loss');
  const shown = (known?: Record<string, unknown>) =>
    readForm(form, {}, known ? { ...at, known } : at).sections.flatMap(({ fields }) =>
      fields.map(({ id }) => id),
    );

  it('asks who it is about when that is not known', () => assert.ok(shown().includes('lastName')));

  it('does not ask again for what the intake holds, and goes on from it', () => {
    const known = readForm(formOf('full_intake'), wholeIntake, at).answers;
    const ids = shown(known);
    for (const id of [
      'firstName',
      'lastName',
      'dateOfBirth',
      'email',
      'takesMedicines',
      'medicines',
      'pregnancy',
    ]) {
      assert.equal(ids.includes(id), false, id);
    }
    assert.ok(ids.includes('heightCm'));
    const reading = readForm(form, {}, { ...at, known });
    assert.deepEqual(reading.everything.medicines, [{ name: 'Vitamin D', frequency: 'every day' }]);
    assert.equal('medicines' in reading.answers, false);
  });

  it('asks again when what is held would not pass today', () => {
    assert.ok(shown({ ...person, dateOfBirth: '1988-02-30' }).includes('dateOfBirth'));
  });
});
