import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { bookingPurpose } from './booking.ts';
import { notePurpose } from './staff/notes.ts';
import { refundPurpose } from './staff/refunds.ts';
import { bookingNotes, bookingRefunds, bookings } from './tables.ts';

const table = bookings;
const key = bookings.id;

/** What of a booking is sealed. */
export const bookingSealedColumns: readonly SealedColumn[] = [
  { table, key, column: bookings.patient, purpose: (id) => bookingPurpose('patient', id) },
  { table, key, column: bookings.manageToken, purpose: (id) => bookingPurpose('manage_token', id) },
  { table, key, column: bookings.joinUrl, purpose: (id) => bookingPurpose('join_url', id) },
  { table, key, column: bookings.staffNotes, purpose: (id) => bookingPurpose('staff_notes', id) },
  {
    table: bookingRefunds,
    key: bookingRefunds.id,
    column: bookingRefunds.reason,
    purpose: refundPurpose,
  },
  { table: bookingNotes, key: bookingNotes.id, column: bookingNotes.text, purpose: notePurpose },
];
