/** The part after the `#` of a link in our emails. Browsers do not send it, so no server and no log sees it. */
export interface ManageLink {
  readonly bookingId: string;
  readonly token: string;
}

/**
 * @param fragment `location.hash`: `#booking=…&token=…`
 * @param wanted the booking that the page names; empty: the booking in the link
 * @returns `null` when the link is incomplete, or is for another booking
 */
export function manageLinkOf(fragment: string, wanted: string): ManageLink | null {
  const parts = new URLSearchParams(fragment.slice(1));
  const bookingId = parts.get('booking') ?? wanted;
  const token = parts.get('token');
  if (!bookingId || !token || (wanted && wanted !== bookingId)) return null;
  return { bookingId, token };
}
