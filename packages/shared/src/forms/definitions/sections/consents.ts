import type { Field } from '../../definition.ts';

/**
 * What patients agree to. The text is shown in full and filed in full. A change to a text means a new version:
 * answers under the old one no longer hold. Wording by us; have the clinic's lawyer approve it.
 */
export const privacyConsent = {
  kind: 'consent',
  id: 'privacyConsent',
  label: 'Your information',
  name: 'you have read how we handle your information',
  version: '2026-11',
  text: [
    'We collect what you tell us here to plan and give you care, to keep a health record as the law asks, and to reach you about your appointments. If you leave things out, we may not be able to care for you safely.',
    'Our clinicians and the staff who support them may read it. We share it with others only for your care, with your agreement, or where the law tells us to. It is stored in Australia.',
    'You may ask to see or correct what we hold, or complain about how we handle it. Our privacy policy says how, and who else you can turn to.',
  ],
} as const satisfies Field;

export const telehealthConsent = {
  kind: 'consent',
  id: 'telehealthConsent',
  label: 'Appointments by video or phone',
  name: 'you agree to appointments by video or phone',
  version: '2026-11',
  text: [
    'In a video or phone appointment the clinician cannot examine you with their hands, and the connection may fail. If it does, we call you on your mobile. The clinician may ask you to be seen in person instead, and you may ask for that too.',
    'You may have a support person or an interpreter with you. The appointment is recorded only if everyone agrees. What is right for you is decided by the clinician with you in the appointment, never by this form. It is not for emergencies: call 000.',
  ],
} as const satisfies Field;

export const feesConsent = {
  kind: 'consent',
  id: 'feesConsent',
  label: 'Fees',
  name: 'you understand the fees',
  version: '2026-11',
  text: [
    'You were shown the price of the appointment when it was booked. You may have no Medicare rebate. Tests, referrals and medicines, if a clinician suggests any, are charged by others and are not part of that price. You may ask us about costs at any time before you agree to anything.',
  ],
} as const satisfies Field;

export const electronicPrescriptions = {
  kind: 'consent',
  id: 'electronicPrescriptions',
  label: 'Electronic prescriptions',
  name: 'you agree to electronic prescriptions',
  version: '2026-11',
  optional: true,
  files: 'electronicPrescriptions',
  text: [
    'If a clinician decides to prescribe something, they may send it to you as a link by text message or email in place of paper. You choose your pharmacy. You can change your mind at any time.',
  ],
} as const satisfies Field;

export const reminders = {
  kind: 'consent',
  id: 'reminders',
  label: 'Reminders',
  name: 'you agree to reminders',
  version: '2026-11',
  optional: true,
  text: [
    'We may remind you of your appointments and forms by text message and email. You can stop them at any time.',
  ],
} as const satisfies Field;

export const signature = {
  kind: 'signature',
  id: 'signature',
  label: 'Type your full name to sign',
  hint: 'This is your signature. We add the date and time',
  name: 'your full name',
} as const satisfies Field;
