import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { z } from 'zod';
import { consultationRequest, paidBookingRequest } from './bookings.ts';
import { callBackRequest, draftRequest, formPatient, triageSessionChange } from './forms.ts';
import { waitlistChange, waitlistJoin } from './waitlist.ts';

const pasted = {
  name: '\u202aAlex\u00a0Sample\u200b\u202c',
  email: '\ufeffalex@exam\u00adple.com',
  phone: '\u202d+61 412\u2011345\u2011678\u202c',
  day: '１９８０\u201002\u201029',
};
const clean = { name: 'Alex Sample', email: 'alex@example.com', phone: '+61 412-345-678', day: '1980-02-29' };
type Typed = typeof clean;

/** Each request in which people type, made of one person's details. */
const requests: Record<string, [z.ZodType, (typed: Typed) => object]> = {
  consultationRequest: [
    consultationRequest,
    ({ name, email, phone }) => ({
      patientName: name,
      email,
      phone,
      primaryConcern: name,
      preferredTimes: ['2026-11-23T22:30:00Z'],
      timezone: 'Australia/Melbourne',
    }),
  ],
  paidBookingRequest: [
    paidBookingRequest,
    ({ name, email, phone, day }) => ({
      service: 'alternative_medicine',
      visit: 'followup',
      practitionerId: 'dr_dia',
      start: '2026-11-23T22:30:00Z',
      timeZone: 'Australia/Melbourne',
      patient: { firstName: name, lastName: name, email, phone, dateOfBirth: day },
      promotionCode: email,
    }),
  ],
  waitlistJoin: [
    waitlistJoin,
    ({ name, email, phone }) => ({
      service: 'counseling',
      name,
      email,
      phone,
      interestLevel: 3,
      contactPreference: 'sms',
      consent: true,
    }),
  ],
  waitlistChange: [waitlistChange, ({ phone }) => ({ phone })],
  formPatient: [
    formPatient,
    ({ name, email, phone, day }) => ({ firstName: name, lastName: name, email, phone, dateOfBirth: day }),
  ],
  callBackRequest: [callBackRequest, ({ name, phone }) => ({ name, phone })],
  draftRequest: [draftRequest, ({ email }) => ({ answers: {}, consent: true, email })],
  triageSessionChange: [triageSessionChange, ({ name }) => ({ triageNotes: name })],
};

describe('a request in which people type', () => {
  for (const [which, [schema, of]] of Object.entries(requests)) {
    it(`${which} is read without what came along with pasted text`, () => {
      assert.deepEqual(schema.parse(of(pasted)), schema.parse(of(clean)));
    });
  }

  for (const which of [
    'consultationRequest',
    'paidBookingRequest',
    'waitlistJoin',
    'formPatient',
    'callBackRequest',
  ]) {
    it(`${which} is refused when no person can see the name`, () => {
      const [schema, of] = requests[which] ?? assert.fail();
      for (const name of ['\u200b', '\u202d\u202c', '\u3164', '\u0301']) {
        assert.equal(schema.safeParse(of({ ...clean, name })).success, false, JSON.stringify(name));
      }
    });
  }

  it('takes an address whose domain is written in other letters, as DNS knows it', () => {
    const { email } = formPatient.pick({ email: true }).parse({ email: 'alex@münchen.de' });
    assert.equal(email, 'alex@xn--mnchen-3ya.de');
  });

  it('says which part of an address mails cannot be sent to', () => {
    const read = formPatient.pick({ email: true }).safeParse({ email: 'zoë@example.com' });
    assert.deepEqual(
      read.error?.issues.map(({ message }) => message),
      ['must have no accented letters in front of the @'],
    );
  });
});
