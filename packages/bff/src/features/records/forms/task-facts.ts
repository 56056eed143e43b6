import type { Booking } from '../../bookings/index.ts';
import { type Submission, submissionReference } from '../../forms/index.ts';
import type { TaskFacts } from '../../staff-tasks/index.ts';
import { personInForm } from './form-person.ts';

/** The patient and how to reach them, for staff who have to fix something. Never an answer. */
export function taskFactsOf(submission: Submission, booking: Booking | null): TaskFacts {
  const form = submission.content && personInForm(submission.content);
  const own = [form?.firstName, form?.lastName].filter(Boolean).join(' ');
  const name = own || booking?.patient.name;
  const phone = form?.mobile ?? booking?.patient.phone;
  const email = form?.email ?? booking?.patient.email;
  return {
    formReference: submissionReference(submission.id),
    ...(booking ? { bookingId: booking.id, confirmationNumber: booking.confirmationNumber } : {}),
    ...(name ? { patientName: name } : {}),
    ...(phone ? { patientPhone: phone } : {}),
    ...(email ? { patientEmail: email } : {}),
  };
}
