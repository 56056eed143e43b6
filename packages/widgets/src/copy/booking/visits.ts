/** The words for services, visits and prices. */
export const visitCopy = {
  heading: 'What can we help with?',
  lead: 'Start with a free call. We will find the right person together.',
  open: 'Open',
  openingSoon: 'Opening soon',
  free: 'Free',
  minutes: (count: number) => `${count} min`,
  /** Follows the name of a visit that the clinic books on the phone. */
  byPhone: 'By phone after your first call',
  onEnquiry: 'Price on enquiry',
  join: 'Join the waitlist',
  callToAsk: (phone: string) => `Call ${phone} to ask`,
  chosen: 'Chosen',
  nothingToShow: 'There is nothing to book here right now.',
  loading: 'Loading services',
} as const;
