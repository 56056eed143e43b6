import { defineSection } from '../../define-form.ts';
import type { Field } from '../../definition.ts';

export const firstName = {
  kind: 'text',
  id: 'firstName',
  label: 'First name',
  hint: 'As on your Medicare card or identity document',
  name: 'your first name',
  maxLength: 59,
  autocomplete: 'given-name',
  prefill: 'firstName',
} as const satisfies Field;

export const lastName = {
  kind: 'text',
  id: 'lastName',
  label: 'Last name',
  name: 'your last name',
  maxLength: 60,
  autocomplete: 'family-name',
  prefill: 'lastName',
} as const satisfies Field;

export const dateOfBirth = {
  kind: 'date',
  id: 'dateOfBirth',
  label: 'Date of birth',
  hint: 'For example, 27 3 1980',
  name: 'your date of birth',
  when: 'past',
  autocomplete: 'bday',
  prefill: 'dateOfBirth',
} as const satisfies Field;

export const email = {
  kind: 'email',
  id: 'email',
  label: 'Email',
  hint: 'We send you a copy of this form',
  name: 'your email address',
  prefill: 'email',
} as const satisfies Field;

export const mobilePhone = {
  kind: 'phone',
  type: 'mobile',
  id: 'mobilePhone',
  label: 'Mobile number',
  hint: 'We call you on it if the video does not work',
  name: 'your mobile number',
  prefill: 'phone',
} as const satisfies Field;

/** Who a service form is about: asked only when neither the booking nor an earlier form has told us. */
export const whoIsThisAbout = defineSection({
  id: 'person',
  title: 'About you',
  fields: [
    { ...firstName, askOnce: true },
    { ...lastName, askOnce: true },
    { ...dateOfBirth, askOnce: true },
    { ...email, askOnce: true },
  ],
});
