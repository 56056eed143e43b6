/** The part of a link in our e-mails after the `#`, which no server and no log sees. */
export interface ManageLink {
  readonly bookingId: string;
  readonly token: string;
}

/**
 * @param fragment `location.hash`: `#booking=…&token=…`
 * @param wanted the booking that the page names; empty: the link's own
 * @returns `null` when the link is not whole, or is for another booking
 */
export function manageLinkOf(fragment: string, wanted: string): ManageLink | null {
  const parts = new URLSearchParams(fragment.slice(1));
  const bookingId = parts.get('booking') ?? wanted;
  const token = parts.get('token');
  if (!bookingId || !token || (wanted && wanted !== bookingId)) return null;
  return { bookingId, token };
}
