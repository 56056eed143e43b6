import { relationWords } from '@botaniqal/shared/people/booked-for.ts';
import type { BookingPatient } from '../../bookings/index.ts';

/** "Contact person: Alex Sample, parent, 0491 570 156, alex@example.com." `null`: the patient booked. */
export function contactPersonLine({ contactPerson, phone, email }: BookingPatient): string | null {
  if (!contactPerson) return null;
  const { name, relation } = contactPerson;
  return `Contact person: ${name}, ${relationWords[relation]}, ${phone}, ${email}.`;
}

/** What the notes of an appointment say of its patient: the short lines first, because the notes are cut at their end. */
export function patientNotes(patient: BookingPatient): string[] {
  const { accessNeeds, contactPerson, primaryConcern } = patient;
  const whose = contactPerson ? "contact person's" : "patient's";
  const lines = [
    contactPersonLine(patient),
    accessNeeds && `Needs to take part: ${accessNeeds}`,
    primaryConcern && `In the ${whose} words: ${primaryConcern}`,
  ];
  return lines.filter((line) => line !== null);
}
