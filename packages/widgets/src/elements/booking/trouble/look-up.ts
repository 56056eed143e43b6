import { ApiProblem } from '../../../api/api-problem.ts';
import { findSentBooking } from '../../../api/bookings/sent-booking.ts';
import { manageLinkOf } from '../../../page/links/manage-link.ts';
import type { BookingSnapshot } from '../journey/journey.ts';
import type { BookingAccess } from '../paid/booking-snapshot.ts';
import type { PaidBookingApi } from '../paid/paid-booking-api.ts';
import { type ResumeToken, sentPrefix } from '../paid/resume-token.ts';

/** What opens the booking of a link from our emails; `null` when the link is incomplete. */
function accessOf(manageUrl: string): BookingAccess | null {
  const link = manageLinkOf(manageUrl.slice(manageUrl.indexOf('#')), '');
  return link && { bookingId: link.bookingId, manageToken: link.token, manageUrl };
}

/**
 * Looks up a booking that was under way before a reload.
 * @param returned from the bank's page: then the server is asked to confirm
 * @returns `null` when there is none to resume
 * @throws ApiProblem when it cannot be read
 */
export async function lookUp(
  api: PaidBookingApi,
  origin: string,
  token: ResumeToken,
  returned: boolean,
): Promise<BookingSnapshot | null> {
  const wasSent = token.startsWith(sentPrefix);
  try {
    const access = wasSent ? await findSentBooking(origin, token.slice(sentPrefix.length)) : accessOf(token);
    if (!access) return null;
    let snapshot = await api.look(access);
    if (snapshot.status === 'awaiting_payment' && (returned || snapshot.underWay)) {
      snapshot = await api.confirm(access);
    }
    // A patient who opens this page anew starts a new booking.
    const isOpenedAnew = !(wasSent || returned || isReload());
    const isOver = snapshot.status === 'cancelled' || (snapshot.status === 'confirmed' && isOpenedAnew);
    return isOver ? null : snapshot;
  } catch (error) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status)) return null;
    throw error;
  }
}

/** Whether the page was reloaded or reached by Back: then `BrowserHistory` has written a number into its entry. */
function isReload(): boolean {
  return Object.keys(history.state ?? {}).some((name) => name.startsWith('bq-booking'));
}
