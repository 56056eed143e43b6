/** The words for a patient who books a visit that they have booked already. */
export const earlierCopy = {
  heading: 'You have already booked this visit',
  body: (when: string) => `${when}. Continue below only if you would like a second appointment.`,
  see: 'See or change that booking',
};
