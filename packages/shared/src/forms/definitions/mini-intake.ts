import { defineForm } from '../define-form.ts';
import { privacyConsent, reminders } from './sections/consents.ts';
import { dateOfBirth, email, firstName, lastName, mobilePhone } from './sections/person.ts';
import { emergencyFlags, emergencySigns, selfHarm, selfHarmFlags } from './sections/safety.ts';

/** Before the free first call: enough for the consultant to listen well, and no more. */
export const miniIntake = defineForm({
  id: 'mini_intake',
  version: '2026-11',
  title: 'Before your first call',
  intro:
    'A few questions, so that the call can be about you. Our consultant reads your answers before they call. Nothing is decided by this form.',
  minutes: 3,
  sections: [
    { id: 'safety', title: 'First, your safety', fields: [emergencySigns, selfHarm] },
    {
      id: 'person',
      title: 'About you',
      fields: [
        { ...firstName, files: 'firstName' },
        { ...lastName, files: 'lastName' },
        { ...dateOfBirth, files: 'dateOfBirth' },
        { ...email, files: 'email' },
        { ...mobilePhone, files: 'mobilePhone' },
        {
          kind: 'text',
          id: 'suburb',
          label: 'Suburb or town',
          hint: 'So that we know what help is near you',
          name: 'your suburb or town',
          maxLength: 60,
          autocomplete: 'address-level2',
        },
      ],
    },
    {
      id: 'concern',
      title: 'What you would like help with',
      fields: [
        {
          kind: 'long_text',
          id: 'reason',
          label: 'What would you like help with?',
          hint: 'In your own words. A sentence or two is enough',
          name: 'what you would like help with',
          maxLength: 2000,
          prefill: 'primaryConcern',
        },
        {
          kind: 'choice',
          id: 'howLong',
          label: 'How long has it been going on?',
          name: 'how long it has been going on',
          options: [
            { value: 'days', label: 'Days' },
            { value: 'weeks', label: 'Weeks' },
            { value: 'months', label: 'Months' },
            { value: 'years', label: 'A year or longer' },
          ],
        },
        {
          kind: 'scale',
          id: 'impact',
          label: 'How much does it get in the way of your days?',
          name: 'how much it gets in the way of your days',
          min: 0,
          max: 10,
          ends: ['Not at all', 'I can hardly do anything'],
        },
        {
          kind: 'yes_no',
          id: 'seenSomeone',
          label: 'Have you seen a doctor or another clinician about it?',
          name: 'you have seen a doctor or another clinician about it',
        },
        {
          kind: 'long_text',
          id: 'seenWhom',
          label: 'Who did you see, and what did you try?',
          name: 'who you saw and what you tried',
          optional: true,
          maxLength: 1000,
          showWhen: { field: 'seenSomeone', is: true },
        },
        {
          kind: 'long_text',
          id: 'hopes',
          label: 'What would a good result of the call be for you?',
          name: 'what a good result would be',
          optional: true,
          maxLength: 1000,
        },
      ],
    },
    {
      id: 'call',
      title: 'The call',
      fields: [
        {
          kind: 'choices',
          id: 'callNeeds',
          label: 'Does anything make a call easier for you?',
          name: 'what makes a call easier for you',
          options: [
            { value: 'interpreter', label: 'An interpreter' },
            { value: 'support_person', label: 'A support person on the call' },
            { value: 'hearing', label: 'Captions, or text in place of speech' },
            { value: 'phone_only', label: 'Phone in place of video' },
            { value: 'none', label: 'No, nothing', exclusive: true },
          ],
        },
        {
          kind: 'text',
          id: 'language',
          label: 'Which language should the interpreter speak?',
          name: 'the language',
          maxLength: 60,
          showWhen: { field: 'callNeeds', includes: 'interpreter' },
        },
      ],
    },
    { id: 'consent', title: 'Your agreement', fields: [privacyConsent, reminders] },
  ],
  redFlags: [...emergencyFlags, ...selfHarmFlags],
});
