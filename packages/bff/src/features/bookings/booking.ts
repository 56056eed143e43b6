import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { otherLanguages } from '@botaniqal/shared/ids/languages.ts';
import { contactRelations } from '@botaniqal/shared/people/contact-person.ts';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { person } from '../patients/index.ts';
import type { bookings } from './tables.ts';

const contactPerson = z.object({
  name: z.string(),
  relation: z.enum(contactRelations),
  /** The version of the words that they agreed to. */
  consent: z.string(),
});
export type ContactPerson = z.infer<typeof contactPerson>;

/** Who a booking is for, as it is sealed in the row. */
const bookingPatient = person.extend({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  timeZone: z.string(),
  /** What they wrote about their wish; `null` where it was not asked. */
  primaryConcern: z.string().nullable(),
  /**
   * Who books for the patient. Then `email` and `phone` are the contact person's: we write to them, and a patient's record
   * is never looked for by them. `null`: the patient books.
   */
  contactPerson: contactPerson.nullable().default(null),
  /** An interpreter, or help to take part; `null` where nothing is needed. */
  accessNeeds: z.string().nullable().default(null),
  /** The language of the page on which they booked; left out: English. */
  language: z.enum(otherLanguages).optional(),
});
export type BookingPatient = z.infer<typeof bookingPatient>;

/** The contact person as answers name them. */
export function contactPersonOf({
  contactPerson: known,
}: Pick<BookingPatient, 'contactPerson'>): Pick<ContactPerson, 'name' | 'relation'> | null {
  return known && { name: known.name, relation: known.relation };
}

/** Who reads our emails about a booking: the contact person, or the patient. */
export function readerOf({ name, contactPerson }: Pick<BookingPatient, 'name' | 'contactPerson'>): string {
  return contactPerson?.name ?? name;
}

type Row = typeof bookings.$inferSelect;

/** A booking with its sealed parts open. Never log it. */
export interface Booking extends Omit<Row, 'patient' | 'manageToken' | 'joinUrl' | 'service' | 'visit'> {
  service: z.infer<typeof service>;
  visit: z.infer<typeof visit>;
  patient: BookingPatient;
  manageToken: string;
  joinUrl: string | null;
  end: Date;
}

const service = z.enum(serviceIds);
const visit = z.enum(visitKinds);
const text = z.string();

/** What a sealed column is bound to, so that a value copied into another row does not open there. */
export const bookingPurpose = (column: string, bookingId: string) => `booking.${column}:${bookingId}`;

export function sealPatient(sealing: Sealing, bookingId: string, patient: BookingPatient): string {
  return sealing.seal(patient, bookingPurpose('patient', bookingId));
}

export function sealManageToken(sealing: Sealing, bookingId: string, token: string): string {
  return sealing.seal(token, bookingPurpose('manage_token', bookingId));
}

export function sealJoinUrl(sealing: Sealing, bookingId: string, joinUrl: string | null): string | null {
  return joinUrl === null ? null : sealing.seal(joinUrl, bookingPurpose('join_url', bookingId));
}

export function sealStaffNotes(sealing: Sealing, bookingId: string, notes: string | null): string | null {
  return notes ? sealing.seal(notes, bookingPurpose('staff_notes', bookingId)) : null;
}

/** Opens only who a booking is for. */
export function openPatient(sealing: Sealing, bookingId: string, sealed: string): BookingPatient {
  return bookingPatient.parse(sealing.open(sealed, bookingPurpose('patient', bookingId)));
}

export function openBooking(sealing: Sealing, row: Row): Booking {
  const open = (column: string, sealed: string) => sealing.open(sealed, bookingPurpose(column, row.id));
  return {
    ...row,
    service: service.parse(row.service),
    visit: visit.parse(row.visit),
    patient: openPatient(sealing, row.id, row.patient),
    manageToken: text.parse(open('manage_token', row.manageToken)),
    staffNotes: row.staffNotes === null ? null : text.parse(open('staff_notes', row.staffNotes)),
    joinUrl: row.joinUrl === null ? null : text.parse(open('join_url', row.joinUrl)),
    end: new Date(row.start.getTime() + row.durationMinutes * 60_000),
  };
}
