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
  booking: (id: string) => `/api/bookings/${encodeURIComponent(id)}`,
  bookingCalendarFile: (id: string) => `/api/bookings/${encodeURIComponent(id)}/calendar.ics`,
  cancelBooking: (id: string) => `/api/bookings/${encodeURIComponent(id)}/cancel`,
  calendlyWebhook: '/api/webhooks/calendly',
} as const;
