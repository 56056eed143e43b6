import type { Booking } from '../../bookings/index.ts';
import type { TaskFacts } from '../../staff-tasks/index.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import type { Submission } from '../submission.ts';
import { personInForm } from './form-person.ts';

/** Who it is about and how they can be reached, for a person who has to mend something. Never an answer. */
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
