/**
 * The triage that leads to a booking on the same page. Only this module keeps it. Any script of the page could read it
 * in an event, and in an address or in storage it would outlive the visit.
 */
let session: string | undefined;

/** From now on bookings made on this page belong to a triage session. */
export function handOverTriage(sessionId: string): void {
  session = sessionId;
}

/** Forgets the triage: a booking was made from it, or an alarming answer stopped it. */
export function forgetTriage(): void {
  session = undefined;
}

/** The triage session that led to this request to book; left out when there was none. */
export function triageHandedOver(): { triageSessionId?: string } {
  return session === undefined ? {} : { triageSessionId: session };
}
