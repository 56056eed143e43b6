import { isoInstant } from '../../../platform/iso-instant.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import type { BookingDecision } from '../eligibility/decide-booking.ts';

const alternativesShown = 6;

/**
 * Up to six free starts nearest to the first lost start, without the lost starts, in order of time. Empty when the
 * calendars cannot be read: the patient gets the refusal all the same.
 */
export async function nearestStarts(
  deps: Pick<BookingDeps, 'freeTimes' | 'log'>,
  visit: Pick<Booking, 'service' | 'visit'>,
  lost: readonly Date[],
  except: readonly Date[] = lost,
): Promise<Date[]> {
  const [around] = lost;
  if (!around) return [];
  try {
    const free = await deps.freeTimes.nearestFree({
      service: visit.service,
      visit: visit.visit,
      around,
      count: alternativesShown,
      except,
    });
    return free.map((one) => one.start);
  } catch (error) {
    deps.log.warn('No other times can be named', { service: visit.service, visit: visit.visit, error });
    return [];
  }
}

/** The refusal of a request whose times are all taken, with the nearest free times. */
export async function slotUnavailable(
  deps: Pick<BookingDeps, 'freeTimes' | 'log' | 'clinic'>,
  { bookable, candidates }: Pick<BookingDecision, 'bookable' | 'candidates'>,
): Promise<Problem> {
  const lost = [...new Set(candidates.map((one) => one.start))].map((start) => new Date(start));
  return timeTaken(deps, { service: bookable.service.id, visit: bookable.visit.kind }, lost);
}

/** The refusal of a time that is taken. @param stands what is said of an appointment that stays as it was */
export async function timeTaken(
  deps: Pick<BookingDeps, 'freeTimes' | 'log' | 'clinic'>,
  visit: Pick<Booking, 'service' | 'visit'>,
  lost: readonly Date[],
  stands = '',
): Promise<Problem> {
  const free = await nearestStarts(deps, visit, lost);
  const detail =
    free.length > 0
      ? `This time has just been taken.${stands} Please choose one of the nearest available times.`
      : `This time has just been taken, and we see no other free time.${stands} Please call ${deps.clinic.clinic.phone}.`;
  return new Problem('slot_unavailable', detail, { alternatives: free.map(isoInstant) });
}
