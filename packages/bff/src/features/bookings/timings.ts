/** How patient the booking is with the calendar. Seconds. */
export interface Pace {
  /**
   * How long after a try whose answer is unknown the appointment may still turn up. Only then a look that finds
   * nothing is believed. Longer than a request can take at Calendly's end and than our own deadline for it.
   */
  graceSeconds: number;
  /** The same where the calendar did answer, with an error of its own (HTTP 500): nothing is on its way any more. */
  answeredGraceSeconds: number;
  /** How long after being accepted a booking is first looked after, unless its own request settled it. */
  firstLookSeconds: number;
  /** When a booking that cannot be confirmed is given up: told to the patient, and to staff. */
  giveUpSeconds: number;
  /** How long after its hold has run out a payment that is not authorised is ended. */
  payGraceSeconds: number;
  /** How long before it runs out an authorisation is no longer relied on. */
  authorisationMarginSeconds: number;
  /** How long the job leaves the capture to whoever confirms the booking. */
  captureHeadStartSeconds: number;
  /** How many tenths of a second a page waits for another process that is booking at this moment. */
  pageLooks: number;
  /** How often it is looked for what nobody came back for. */
  sweepEverySeconds: number;
  /** How often the video link is asked for before the confirmation goes out without it, and every how long. */
  linkTries: number;
  linkEverySeconds: number;
  /** How long reception's copy waits, so that it can link to the filed record. */
  receptionDelaySeconds: number;
}

export const usualPace: Pace = {
  graceSeconds: 60,
  answeredGraceSeconds: 15,
  firstLookSeconds: 15,
  giveUpSeconds: 4 * 3600,
  payGraceSeconds: 90,
  authorisationMarginSeconds: 3600,
  captureHeadStartSeconds: 20,
  pageLooks: 40,
  sweepEverySeconds: 180,
  linkTries: 4,
  linkEverySeconds: 5,
  receptionDelaySeconds: 3,
};

/** Pause before the next look at a booking that is `ageSeconds` old: dense at first, then every ten minutes. */
export function nextLookSeconds(ageSeconds: number, retryAfterSeconds: number | null): number {
  const usual = Math.min(600, Math.max(10, Math.round(ageSeconds / 4)));
  // A calendar that names a time knows best, within reason.
  return retryAfterSeconds === null ? usual : Math.min(3600, Math.max(5, retryAfterSeconds));
}
