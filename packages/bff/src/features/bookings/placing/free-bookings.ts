import type { ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { PractitionerVisit } from '../../../ports/calendar.ts';
import type { BookingDeps } from '../deps.ts';
import { isOffered } from '../running/ask-calendar.ts';
import { bookFree, type FreeBookingAnswer, freeBookingAnswerOf } from './book-free.ts';
import type { BookingRequestContext } from './booking-request.ts';

/** What another feature asks of bookings to offer a time and to book it. It need not know what a booking needs. */
export interface FreeBookings {
  /** Whether the practitioner's calendar offers this start, read now. @throws UpstreamError */
  isStartFree(asked: PractitionerVisit & { start: Date }, signal: AbortSignal | undefined): Promise<boolean>;
  /** Books a free visit. @throws Problem, see `bookFree` */
  book(request: ConsultationRequest, context: BookingRequestContext): Promise<FreeBookingAnswer>;
  /** The answer for a booking as it is now; `null` when the booking has ended. */
  answerOf(bookingId: string): Promise<FreeBookingAnswer | null>;
  /** A time was held or let go: pages may not be shown what was free before. */
  occupiedChanged(): void;
}

export function freeBookings(deps: BookingDeps): FreeBookings {
  return {
    isStartFree: (asked, signal) => isOffered(deps, asked, signal),
    book: (request, context) => bookFree(deps, request, context),
    answerOf: (bookingId) => freeBookingAnswerOf(deps, bookingId),
    occupiedChanged: () => deps.freeTimes.occupiedChanged(),
  };
}
