import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { person } from '../patients/index.ts';
import type { bookings } from './tables.ts';

/** Who a booking is for, as it is sealed in the row. */
const bookingPatient = person.extend({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  timeZone: z.string(),
  /** What they wrote about their wish; `null` where it was not asked. */
  primaryConcern: z.string().nullable(),
});
export type BookingPatient = z.infer<typeof bookingPatient>;

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

export function openBooking(sealing: Sealing, row: Row): Booking {
  const open = (column: string, sealed: string) => sealing.open(sealed, bookingPurpose(column, row.id));
  return {
    ...row,
    service: service.parse(row.service),
    visit: visit.parse(row.visit),
    patient: bookingPatient.parse(open('patient', row.patient)),
    manageToken: text.parse(open('manage_token', row.manageToken)),
    staffNotes: row.staffNotes === null ? null : text.parse(open('staff_notes', row.staffNotes)),
    joinUrl: row.joinUrl === null ? null : text.parse(open('join_url', row.joinUrl)),
    end: new Date(row.start.getTime() + row.durationMinutes * 60_000),
  };
}
