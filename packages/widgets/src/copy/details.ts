import type { ConsultationField, FieldFault } from '@botaniqal/shared/validation/consultation-details.ts';
import { consultationLimits } from '@botaniqal/shared/validation/consultation-details.ts';

/** Words of the form with the patient's details. An error says what to do, not what went wrong. */
export const detailsCopy = {
  heading: 'Your details',
  book: 'Book this time',
  booking: 'Booking…',
  /** Collection notice, Australian Privacy Principle 5: what is kept, by whom, what for. */
  privacy: (clinic: string) =>
    `${clinic} uses these details to arrange your call and keeps them in your patient record. Our booking and records systems process them for us.`,
  label: {
    patientName: 'Full name',
    email: 'E-mail',
    phone: 'Mobile',
    primaryConcern: 'What would you like help with?',
  } satisfies Record<ConsultationField, string>,
  hint: {
    email: 'We send the link for the video call there',
    phone: 'For a reminder, and if the video fails',
    primaryConcern: 'A few words are enough',
  } satisfies Partial<Record<ConsultationField, string>>,
  fault: {
    patientName: {
      missing: 'Enter your full name',
      too_long: `Shorten your name to ${consultationLimits.patientName} characters`,
      malformed: 'Enter your full name',
    },
    email: {
      missing: 'Enter your e-mail address',
      too_long: `Enter an e-mail address of at most ${consultationLimits.email} characters`,
      malformed: 'Enter an e-mail address, like alex@example.com',
    },
    phone: {
      missing: 'Enter a mobile number that we can call',
      too_long: 'Enter a mobile number, like 0412 345 678',
      malformed: 'Enter a mobile number, like 0412 345 678',
    },
    primaryConcern: {
      missing: 'Write in a few words what you would like help with',
      too_long: `Shorten what you wrote to ${consultationLimits.primaryConcern} characters`,
      malformed: 'Write in a few words what you would like help with',
    },
  } satisfies Record<ConsultationField, Record<FieldFault, string>>,
  summary: (count: number) =>
    count === 1 ? 'There is one thing to mend' : `There are ${count} things to mend`,
} as const;
