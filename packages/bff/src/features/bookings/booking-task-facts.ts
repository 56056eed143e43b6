import { bookedForWords } from '@botaniqal/shared/people/booked-for.ts';
import type { TaskFacts } from '../staff-tasks/index.ts';
import type { Booking } from './booking.ts';

/** What staff need to mend something about a booking. */
export function taskFactsOf(booking: Booking, reason?: string): TaskFacts {
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    patientName: bookedForWords(booking.patient.name, booking.patient.contactPerson),
    patientPhone: booking.patient.phone,
    patientEmail: booking.patient.email,
    practitionerId: booking.practitionerId,
    start: booking.start.toISOString(),
    ...(reason ? { reason } : {}),
  };
}
