import type { Block } from '../rendering/mail-content.ts';

/** Another coming appointment of the same patient for the same visit. */
export interface OtherAppointment {
  /** In words: "Monday 23 November 2026, 9:30 am, Melbourne time (AEDT)". */
  when: string;
  practitionerName: string;
  manageUrl: string;
}

/** Tells a patient of an appointment that they may have booked by mistake. */
export function alsoBooked({ when, practitionerName, manageUrl }: OtherAppointment): Block {
  return {
    kind: 'note',
    tone: 'accent',
    text: [
      { strong: 'You have another appointment like this one.' },
      ` It is on ${when}, with ${practitionerName}. Both are booked. If you need only one, please cancel the other. `,
      { label: 'Open the other appointment', href: manageUrl },
    ],
  };
}
