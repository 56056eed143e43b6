import type { BookingView, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { ApiProblem } from '../../../api/api-problem.ts';
import { actOnBooking, type bookingActs, holdBooking, readBooking } from '../../../api/bookings.ts';
import { newActKey } from '../../../api/client.ts';
import { triageHandedOver } from '../../../api/triage-handover.ts';
import { isoDay } from '../../../components/details-form/details.ts';
import { attributionOf } from '../../../page/attribution.ts';
import type { Invited } from '../../../page/invited.ts';
import type { Attempt, JourneyEvent, Sight } from '../journey/journey.ts';
import { type Handle, heldFrom, sightOf } from './booking-snapshot.ts';
import { keepNote } from './resume-token.ts';

/** Milliseconds. A time is held, or a booking made, in somebody's calendar while the patient waits. */
const deadline = 30_000;

/**
 * Everything that a paid booking asks of the server. Loaded when a paid visit is on its way; a free one never
 * needs it.
 */
export class PaidWay {
  readonly #origin: string;
  readonly #catalogue: Catalogue;
  readonly #invited: Invited | null;
  #last: { readonly key: string; readonly request: PaidBookingRequest } | null = null;
  /** A time that is being given back; the same time can be held again once that is done. */
  #releasing: Promise<unknown> = Promise.resolve();

  constructor(origin: string, catalogue: Catalogue, invited: Invited | null) {
    this.#origin = origin;
    this.#catalogue = catalogue;
    this.#invited = invited;
  }

  /**
   * Holds the time of an attempt, each try with the very words of its first: one key stands for one content.
   * @throws ApiProblem when it was not granted
   */
  async hold(attempt: Attempt, patientZone: string): Promise<JourneyEvent> {
    await this.#releasing;
    const { key } = attempt;
    if (this.#last?.key !== key)
      this.#last = { key, request: requestOf(attempt, patientZone, this.#invited) };
    const answer = await holdBooking(this.#origin, this.#last.request, { key, deadline });
    keepNote(answer);
    if (answer.status === 'awaiting_payment') return { type: 'held', held: heldFrom(answer) };
    // An answer that was lost the first time, and the booking has gone on since.
    return { type: 'seen', sight: await this.look(answer) };
  }

  async look(handle: Handle): Promise<Sight> {
    return this.#sight(await readBooking(this.#origin, handle.bookingId, handle.manageToken), handle);
  }

  /** After the card was authorised; also asked again and again while that is being worked on. */
  confirm(handle: Handle, signal?: AbortSignal): Promise<Sight> {
    return this.#act('confirm', handle, signal);
  }

  extend(handle: Handle): Promise<Sight> {
    return this.#act('extend', handle);
  }

  /**
   * Gives the time back.
   * @returns how it stands; `null` when no answer came, and the time runs out by itself
   */
  release(handle: Handle): Promise<Sight | null> {
    const answer = this.#act('release', handle).catch(() => null);
    this.#releasing = answer;
    return answer;
  }

  /**
   * How it stands after the page was loaded again.
   * @param returned from the bank's page: the server is told, and goes on
   * @returns `null` when the link opens nothing any more
   * @throws ApiProblem when it cannot be learnt
   */
  async resume(handle: Handle, returned: boolean): Promise<Sight | null> {
    try {
      const sight = await this.look(handle);
      const goesOn = sight.status === 'awaiting_payment' && (returned || sight.underWay);
      return goesOn ? await this.confirm(handle) : sight;
    } catch (error) {
      if (error instanceof ApiProblem && [401, 403, 404].includes(error.status)) return null;
      throw error;
    }
  }

  async #act(act: keyof typeof bookingActs, handle: Handle, signal?: AbortSignal): Promise<Sight> {
    const { bookingId, manageToken: token } = handle;
    const options = { token, key: newActKey(), deadline, signal };
    return this.#sight(await actOnBooking(this.#origin, act, bookingId, options), handle);
  }

  #sight(view: BookingView, handle: Handle): Sight {
    return sightOf(view, handle, this.#catalogue, Date.now());
  }
}

function requestOf(
  { slot, choice, details }: Attempt,
  timeZone: string,
  invited: Invited | null,
): PaidBookingRequest {
  return {
    service: choice.service,
    visit: choice.visit,
    practitionerId: slot.practitionerId ?? '',
    start: slot.start,
    invitation: invited?.proof(slot),
    timeZone,
    patient: {
      firstName: details.firstName.trim(),
      lastName: details.lastName.trim(),
      email: details.email.trim(),
      phone: details.phone.trim(),
      dateOfBirth: isoDay(details.dateOfBirth),
    },
    ...triageHandedOver(),
    attribution: attributionOf(location.href, document.referrer),
  };
}
