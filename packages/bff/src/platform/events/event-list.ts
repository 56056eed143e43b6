import { z } from 'zod';

const bookingId = z.uuid();
const submissionId = z.uuid();

/**
 * Every event of the clinic, with the ids that it carries. The list is closed: an event that is not here cannot be
 * emitted or heard. Ids only, never personal data: the log of events is kept as it is. A subscriber reads the rest.
 */
export const eventList = {
  /** The appointment is certain: it is in the calendar, and a paid one has its money or a job that takes it. */
  'booking.confirmed': z.object({ bookingId }),
  /** A confirmed booking was cancelled, by the patient or by the clinic. */
  'booking.cancelled': z.object({ bookingId }),
  /** The appointment of a booking has another time, perhaps with another practitioner. Booking and payment stay. */
  'booking.moved': z.object({ bookingId }),
  /** It was noted that the patient did not come, or that note was taken back. */
  'booking.no_show': z.object({ bookingId }),
  /** The appointment of a cancelled booking has left the calendar: its time is free. */
  'booking.time_freed': z.object({ bookingId }),
  /** A booking ended without an appointment: its hold expired, the patient left, or the time was lost. */
  'booking.ended_unconfirmed': z.object({ bookingId }),
  /** The vendor says that the patient's bank keeps the money back for this booking. */
  'payment.authorised': z.object({ bookingId }),
  /** Money was taken, or was refunded in whole or in part. */
  'payment.changed': z.object({ bookingId }),
  /** The payment cannot reach its goal by itself: a person must act. */
  'payment.stuck': z.object({ bookingId }),
  /** The bank's customer disputes the payment. */
  'payment.disputed': z.object({ bookingId }),
  /** A form was received and stored. */
  'form.submitted': z.object({ submissionId }),
  /** The call that a triage led to is booked: the submission now belongs to a patient. */
  'triage.booked': z.object({ submissionId, bookingId }),
  /** An appointment was cancelled in the practitioner's own calendar. The id is the calendar's. */
  'calendar.event_cancelled': z.object({ calendarEventId: z.string().min(1) }),
  /** An appointment was moved in the calendar itself. The id is the calendar's, of an appointment that was left. */
  'calendar.event_moved': z.object({ calendarEventId: z.string().min(1) }),
  /** The calendar says something new about whether the patient came. The id is the calendar's. */
  'calendar.attendance_changed': z.object({ calendarEventId: z.string().min(1) }),
} as const;

export type EventName = keyof typeof eventList;
export type EventIds<Name extends EventName> = z.infer<(typeof eventList)[Name]>;

export const eventNames = Object.keys(eventList) as EventName[];
