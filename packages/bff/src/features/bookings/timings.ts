/** Waiting times and retry intervals of a booking. Seconds. */
export interface Timings {
  /**
   * How long after an attempt without an answer the appointment may still appear in the calendar. A search that finds
   * nothing counts only after it. Longer than the calendar takes for a request, and than our own deadline for it.
   */
  graceSeconds: number;
  /** The same after the calendar answered with an error of its own (HTTP 500), as no request is on its way then. */
  answeredGraceSeconds: number;
  /** How long after it was accepted a booking is first reconciled, unless its own request finished it. */
  firstReconcileSeconds: number;
  /** After this a booking that cannot be confirmed fails, and patient and staff are told. */
  failAfterSeconds: number;
  /** After this a move that the calendar has not taken is given up. The old appointment stands. */
  moveFailAfterSeconds: number;
  /** How long a booking waits for a new time after the practitioner's side has asked the patient to choose one. */
  newTimeWaitSeconds: number;
  /** How long after its hold has run out a payment that is not authorised is ended. */
  payGraceSeconds: number;
  /** How long before it runs out an authorisation is no longer relied on. */
  authorisationMarginSeconds: number;
  /** How long the job leaves the capture to the process that confirms the booking. */
  captureHeadStartSeconds: number;
  /** How many tenths of a second a page waits for another process that is booking at this moment. */
  pageLooks: number;
  /** Interval of the sweeper. */
  sweepEverySeconds: number;
  /** How often the video link is asked for before the confirmation is sent without it, and the interval. */
  linkTries: number;
  linkEverySeconds: number;
  /** How long reception's copy waits, so that it can link to the filed record. */
  receptionDelaySeconds: number;
}

export const defaultTimings: Timings = {
  graceSeconds: 60,
  answeredGraceSeconds: 15,
  firstReconcileSeconds: 15,
  failAfterSeconds: 4 * 3600,
  moveFailAfterSeconds: 3600,
  newTimeWaitSeconds: 72 * 3600,
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
export function nextReconcileSeconds(ageSeconds: number, retryAfterSeconds: number | null): number {
  const usual = Math.min(600, Math.max(10, Math.round(ageSeconds / 4)));
  // A calendar that names a time knows best, within reason.
  return retryAfterSeconds === null ? usual : Math.min(3600, Math.max(5, retryAfterSeconds));
}
