import type { BookingView, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { ApiProblem } from '../../../api/api-problem.ts';
import { actOnBooking, type bookingActs, holdBooking, readBooking } from '../../../api/bookings.ts';
import { newActKey } from '../../../api/client.ts';
import { triageHandedOver } from '../../../api/triage-handover.ts';
import { isoDay } from '../../../components/details-form/details.ts';
import { attributionOf } from '../../../page/attribution.ts';
import type { Invited } from '../../../page/invited.ts';
import type { Attempt, BookingSnapshot, JourneyEvent } from '../journey/journey.ts';
import { type BookingAccess, heldFrom, snapshotOf } from './booking-snapshot.ts';
import { saveResumeToken } from './resume-token.ts';

/** Milliseconds. The server holds or books a time in the practitioner's calendar while the patient waits. */
const deadline = 30_000;

/**
 * Everything that a paid booking asks of the server. Loaded when a paid visit is on its way; a free one never
 * needs it.
 */
export class PaidBookingApi {
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
    saveResumeToken(answer);
    if (answer.status === 'awaiting_payment') return { type: 'held', held: heldFrom(answer) };
    // An answer that was lost the first time, and the booking has gone on since.
    return { type: 'seen', snapshot: await this.look(answer) };
  }

  async look(access: BookingAccess): Promise<BookingSnapshot> {
    return this.#snapshot(await readBooking(this.#origin, access.bookingId, access.manageToken), access);
  }

  /** After the card was authorised; also asked again and again while that is being worked on. */
  confirm(access: BookingAccess, signal?: AbortSignal): Promise<BookingSnapshot> {
    return this.#act('confirm', access, signal);
  }

  extend(access: BookingAccess): Promise<BookingSnapshot> {
    return this.#act('extend', access);
  }

  /**
   * Gives the time back.
   * @returns how it stands; `null` when no answer came, and the time runs out by itself
   */
  release(access: BookingAccess): Promise<BookingSnapshot | null> {
    const answer = this.#act('release', access).catch(() => null);
    this.#releasing = answer;
    return answer;
  }

  /**
   * How it stands after the page was loaded again.
   * @param returned from the bank's page: the server is told, and goes on
   * @returns `null` when the link opens nothing any more
   * @throws ApiProblem when it cannot be learnt
   */
  async resume(access: BookingAccess, returned: boolean): Promise<BookingSnapshot | null> {
    try {
      const snapshot = await this.look(access);
      const goesOn = snapshot.status === 'awaiting_payment' && (returned || snapshot.underWay);
      return goesOn ? await this.confirm(access) : snapshot;
    } catch (error) {
      if (error instanceof ApiProblem && [401, 403, 404].includes(error.status)) return null;
      throw error;
    }
  }

  async #act(
    act: keyof typeof bookingActs,
    access: BookingAccess,
    signal?: AbortSignal,
  ): Promise<BookingSnapshot> {
    const { bookingId, manageToken: token } = access;
    const options = { token, key: newActKey(), deadline, signal };
    return this.#snapshot(await actOnBooking(this.#origin, act, bookingId, options), access);
  }

  #snapshot(view: BookingView, access: BookingAccess): BookingSnapshot {
    return snapshotOf(view, access, this.#catalogue, Date.now());
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
