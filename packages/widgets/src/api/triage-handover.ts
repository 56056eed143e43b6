/**
 * The triage that leads to a booking on the same page. Kept in this module and nowhere else: in an event any script
 * of the page could read it, in an address or in storage it would outlive the visit.
 */
let session: string | undefined;

/** From now on bookings made on this page belong to a triage session. */
export function handOverTriage(sessionId: string): void {
  session = sessionId;
}

/** Nothing is handed over: it is booked already, or triage was stopped. */
export function forgetTriage(): void {
  session = undefined;
}

/** For a request to book: the triage session that led to it, if one did. */
export function triageHandedOver(): { triageSessionId?: string } {
  return session === undefined ? {} : { triageSessionId: session };
}
