import type { ConsultationField } from '@botaniqal/shared/validation/consultation-details.ts';
import type { PatientField } from '@botaniqal/shared/validation/patient-details.ts';
import type { DetailsField } from '../../components/details-form/details.ts';

/** The words of the form for the patient's details. An error says what to do, not what went wrong. */
export const detailsCopy = {
  heading: 'Your details',
  /** At a field with a fault, when the sentences of `detail-faults.ts` cannot be loaded. */
  check: 'Check this answer',
  /** Collection notices, Australian Privacy Principle 5: which details we keep, who keeps them, and why. */
  form: {
    call: {
      send: 'Book this time',
      sending: 'Booking…',
      privacy: (clinic: string) =>
        `${clinic} uses these details to arrange your call and keeps them in the patient record. Our booking and records systems process them for us.`,
    },
    patient: {
      send: 'Continue to payment',
      sending: 'Holding your time…',
      privacy: (clinic: string) =>
        `${clinic} uses these details to find the patient record, to arrange your visit and to send your receipt. Our booking, payment and records systems process them for us.`,
    },
  },
  bookingFor: [
    ['', 'Me'],
    ['child', 'My child'],
    ['other', 'Someone I care for'],
  ],
  label: {
    patientName: 'Full name',
    email: 'Email',
    phone: 'Mobile',
    primaryConcern: 'What would you like help with?',
    firstName: 'First name',
    lastName: 'Last name',
    dateOfBirth: 'Date of birth',
    bookingFor: 'Who is this for?',
    accessNeeds: 'Need an interpreter, or help to take part? (optional)',
  } satisfies Partial<Record<DetailsField, string>>,
  hint: {
    email: 'We send the link for the video call there',
    phone: 'In case the video fails',
    primaryConcern: 'A few words are enough',
    dateOfBirth: 'For example 27 3 1980',
  } satisfies Partial<Record<ConsultationField | PatientField, string>>,
} as const;
