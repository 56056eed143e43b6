/**
 * Where each answer of the BFF lives. Plain strings, so that a widget can import them
 * without paying for a schema.
 */
export const endpoints = {
  catalogue: '/api/catalogue',
  combinedCalendar: '/api/calendars/combined',
  practitionerAvailability: '/api/practitioners/availability',
  consultations: '/api/consultations/book',
  bookings: '/api/bookings',
  /** POST: what a visit costs with a promotion code. */
  quotes: '/api/quotes',
  /** With the `Idempotency-Key` of a request to book: the booking that it made. */
  sentBooking: '/api/bookings/sent',
  booking: (id: string) => `/api/bookings/${encodeURIComponent(id)}`,
  bookingCalendarFile: (id: string) => `/api/bookings/${encodeURIComponent(id)}/calendar.ics`,
  cancelBooking: (id: string) => `/api/bookings/${encodeURIComponent(id)}/cancel`,
  /** POST: moves the appointment to another time; booking and payment stay. */
  rescheduleBooking: (id: string) => `/api/bookings/${encodeURIComponent(id)}/reschedule`,
  /** GET: what the patient typed, to book again. */
  bookingDetails: (id: string) => `/api/bookings/${encodeURIComponent(id)}/details`,
  /** After the card was confirmed with Stripe: books, takes the money, and says how it stands. */
  confirmBooking: (id: string) => `/api/bookings/${encodeURIComponent(id)}/confirm`,
  /** GET: the tax invoice and credit notes of a booking. */
  taxDocuments: (id: string) => `/api/bookings/${encodeURIComponent(id)}/tax-documents`,
  taxDocumentPdf: (id: string, documentId: string) =>
    `/api/bookings/${encodeURIComponent(id)}/tax-documents/${encodeURIComponent(documentId)}/pdf`,
  /** Staff. GET: the same, at the desk. */
  staffTaxDocuments: (id: string) => `/api/staff/bookings/${encodeURIComponent(id)}/tax-documents`,
  staffTaxDocumentPdf: (id: string, documentId: string) =>
    `/api/staff/bookings/${encodeURIComponent(id)}/tax-documents/${encodeURIComponent(documentId)}/pdf`,
  extendHold: (id: string) => `/api/bookings/${encodeURIComponent(id)}/hold/extend`,
  /** The patient leaves before paying: the time is free again. Answers alike however often it is asked. */
  releaseBooking: (id: string) => `/api/bookings/${encodeURIComponent(id)}/release`,
  /** POST: sends the links of an email again. */
  links: '/api/links',
  waitlist: '/api/waitlist',
  /** GET: where it stands. POST: changes it. DELETE: leaves the list. */
  waitlistEntry: (id: string) => `/api/waitlist/${encodeURIComponent(id)}`,
  /** Opened from the mail: proves that the address belongs to the person who joined. */
  confirmWaitlistEntry: (id: string) => `/api/waitlist/${encodeURIComponent(id)}/confirm`,
  /** POST: takes a free visit's time that is offered. */
  acceptWaitlistOffer: (entryId: string, offerId: string) =>
    `/api/waitlist/${encodeURIComponent(entryId)}/offers/${encodeURIComponent(offerId)}/accept`,
  /** POST, without a body: the next person is asked. Answered with the entry; again: the same. */
  declineWaitlistOffer: (entryId: string, offerId: string) =>
    `/api/waitlist/${encodeURIComponent(entryId)}/offers/${encodeURIComponent(offerId)}/decline`,
  form: (formId: string) => `/api/forms/${encodeURIComponent(formId)}`,
  formSubmissions: (formId: string) => `/api/forms/${encodeURIComponent(formId)}/submissions`,
  /** GET: a form as its patient sent it, by the link in our email. */
  formCopy: (submissionId: string) => `/api/forms/submissions/${encodeURIComponent(submissionId)}`,
  /** GET: the same as a PDF. */
  formCopyPdf: (submissionId: string) => `/api/forms/submissions/${encodeURIComponent(submissionId)}/pdf`,
  /** POST: a person of the clinic calls. */
  callBack: (submissionId: string) => `/api/forms/submissions/${encodeURIComponent(submissionId)}/call-back`,
  /** POST: keeps what was typed, to come back to it. */
  formDrafts: (formId: string) => `/api/forms/${encodeURIComponent(formId)}/drafts`,
  /** GET: reads it. POST: replaces its answers. DELETE: forgets it. */
  formDraft: (draftId: string) => `/api/forms/drafts/${encodeURIComponent(draftId)}`,
  /** What a booking knows for a form of its own. */
  bookingForm: (bookingId: string, formId: string) =>
    `/api/bookings/${encodeURIComponent(bookingId)}/forms/${encodeURIComponent(formId)}`,
  /** Staff. GET: the list, or a search. */
  staffBookings: '/api/staff/bookings',
  /** Staff. POST: one more note for the team. */
  staffBookingNotes: (id: string) => `/api/staff/bookings/${encodeURIComponent(id)}/notes`,
  /** Staff. GET: everybody's appointments of a day or a week, and what needs a person now. */
  staffToday: '/api/staff/today',
  /** Staff. GET: the numbers in the navigation. */
  staffCounts: '/api/staff/counts',
  /** Staff. GET: the open tasks, or the latest done ones. */
  staffTasks: '/api/staff/tasks',
  /** Staff. POST: takes a task, or gives it back. */
  claimTask: (id: string) => `/api/staff/tasks/${encodeURIComponent(id)}/claim`,
  /** Staff. POST: does one of the actions of a task. */
  actOnTask: (id: string) => `/api/staff/tasks/${encodeURIComponent(id)}/act`,
  /** Staff. POST: marks a task as done. */
  finishTask: (id: string) => `/api/staff/tasks/${encodeURIComponent(id)}/done`,
  /** Staff. GET: what was sent to whom. */
  staffMessages: '/api/staff/messages',
  /** Staff. POST: sends a message again. */
  resendMessage: '/api/staff/messages/resend',
  /** Staff. GET: the forms that came. One form and its PDF are behind it. */
  staffForms: '/api/staff/forms',
  staffForm: (id: string) => `/api/staff/forms/${encodeURIComponent(id)}`,
  staffFormPdf: (id: string) => `/api/staff/forms/${encodeURIComponent(id)}/pdf`,
  staffWaitlist: '/api/staff/waitlist',
  staffCalendars: '/api/staff/calendars',
  /** Staff. GET: bookings and revenue, without data of a person; as CSV with `format=csv`. */
  staffNumbers: '/api/staff/numbers',
  staffCampaigns: '/api/staff/campaigns',
  /** Staff. GET: one booking with its story. POST with an act behind it. */
  staffBooking: (id: string) => `/api/staff/bookings/${encodeURIComponent(id)}`,
  calendlyWebhook: '/api/webhooks/calendly',
  stripeWebhook: '/api/webhooks/stripe',
  graphWebhook: '/api/webhooks/graph',
  graphLifecycleWebhook: '/api/webhooks/graph/lifecycle',
  jotformWebhook: '/api/webhooks/jotform',
} as const;
