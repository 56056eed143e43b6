import type { ApiProblemCode } from '../api/api-problem.ts';

/** These codes have their sentences in `problems.ts`. */
export type WithoutAnswer = 'network' | 'internal_error' | 'not_bookable_online';

/**
 * The sentences for a request that the server refused. They are loaded with the first refusal. They say what to do, not
 * what broke. A code without a sentence does not compile.
 */
export const refusals: Record<Exclude<ApiProblemCode, WithoutAnswer>, string> = {
  invalid_request: 'Please check your details and try again.',
  malformed_request: 'Something went wrong on this page. Reload it and try again.',
  unauthorized: 'This link is no longer valid. Open the newest email from us, or call the clinic.',
  forbidden: 'This link does not open that booking. Open the newest email from us, or call the clinic.',
  origin_not_allowed: 'Booking does not work from this page. Call the clinic to book.',
  not_found: 'We could not find that. Reload the page, or call the clinic.',
  method_not_allowed: 'Something went wrong on this page. Reload it and try again.',
  slot_unavailable: 'Someone else has just taken that time. Choose another one.',
  service_not_open: 'This service is not open yet. You can join the waitlist.',
  booking_not_cancellable: 'This booking can no longer be changed here. Call the clinic.',
  booking_not_reschedulable: 'This appointment cannot be moved here. Call the clinic.',
  too_late_to_reschedule: 'It is too late to move this appointment here. Call the clinic.',
  rescheduling_limit_reached: 'This appointment cannot be moved again here. Call the clinic.',
  price_differs: 'The price of this visit has changed. Call the clinic to move your appointment.',
  appointment_not_started: 'This appointment has not started yet.',
  refund_not_possible: 'There is no payment that can be refunded.',
  changed_meanwhile: 'This was changed meanwhile.',
  hold_not_extendable: 'This time cannot be kept any longer. Pay now, or choose a time again.',
  request_in_progress: 'We are still working on it. Wait a moment and try again.',
  payload_too_large: 'That is too much text. Shorten it and try again.',
  unsupported_media_type: 'Something went wrong on this page. Reload it and try again.',
  idempotency_key_reused: 'Something went wrong on this page. Reload it and try again.',
  too_many_requests: 'There were too many tries. Wait a minute and try again, or call us.',
  calendar_unavailable: 'We cannot read the calendars just now. Try again in a moment.',
  payment_unavailable:
    'We cannot take payments just now. Nothing was charged. Try again in a moment, or call the clinic.',
  service_unavailable: 'Booking is not available just now. Try again in a moment.',
};
