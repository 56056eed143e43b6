import type { BookingView, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { tidyPatient } from '@botaniqal/shared/validation/patient-details.ts';
import { actOnBooking, type bookingActs, holdBooking, readBooking } from '../../../api/bookings/bookings.ts';
import { newActKey } from '../../../api/client.ts';
import { triageHandedOver } from '../../../api/forms/triage-handover.ts';
import { besidePatient, isoDay } from '../../../components/details-form/details.ts';
import type { Invited } from '../../../page/links/invited.ts';
import { attribution } from '../../../page/visit/attribution.ts';
import type { Attempt, BookingSnapshot, JourneyEvent } from '../journey/journey.ts';
import { type BookingAccess, heldFrom, snapshotOf } from './booking-snapshot.ts';

/** Milliseconds. The server holds or books a time in the practitioner's calendar while the patient waits. */
const deadline = 30_000;

/**
 * All requests of a paid booking. Loaded for a paid visit or after a reload only.
 */
export class PaidBookingApi {
  readonly #origin: string;
  readonly #catalogue: Catalogue;
  readonly #invited: Invited | null;
  #last: { readonly key: string; readonly request: PaidBookingRequest } | null = null;
  /** The running release of a time. The same time can be held only after it has ended. */
  #releasing: Promise<unknown> = Promise.resolve();

  constructor(origin: string, catalogue: Catalogue, invited: Invited | null) {
    this.#origin = origin;
    this.#catalogue = catalogue;
    this.#invited = invited;
  }

  /**
   * Holds the time of an attempt. A repeated attempt sends the same content as the first time, with the same key.
   * @throws ApiProblem when it was not granted
   */
  async hold(attempt: Attempt, patientZone: string): Promise<JourneyEvent> {
    await this.#releasing;
    const { key } = attempt;
    if (this.#last?.key !== key)
      this.#last = { key, request: requestOf(attempt, patientZone, this.#invited) };
    const answer = await holdBooking(this.#origin, this.#last.request, { key, deadline });
    if (answer.status === 'awaiting_payment') return { type: 'held', held: heldFrom(answer) };
    // The first answer was lost, and the booking has moved on since.
    return { type: 'seen', snapshot: await this.look(answer) };
  }

  async look(access: BookingAccess): Promise<BookingSnapshot> {
    return this.#snapshot(await readBooking(this.#origin, access.bookingId, access.manageToken), access);
  }

  /** Called after the card was authorised, and again while the server is working on it. */
  confirm(access: BookingAccess, signal?: AbortSignal): Promise<BookingSnapshot> {
    return this.#act('confirm', access, signal);
  }

  extend(access: BookingAccess): Promise<BookingSnapshot> {
    return this.#act('extend', access);
  }

  /**
   * Releases the time.
   * @returns the booking's state; `null` when no answer came: then the hold expires by itself
   */
  release(access: BookingAccess): Promise<BookingSnapshot | null> {
    const answer = this.#act('release', access).catch(() => null);
    this.#releasing = answer;
    return answer;
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
  { slot, choice, details, promotionCode }: Attempt,
  timeZone: string,
  invited: Invited | null,
): PaidBookingRequest {
  return {
    service: choice.service,
    visit: choice.visit,
    practitionerId: slot.practitionerId ?? '',
    start: slot.start,
    invitation: invited?.proof(slot),
    promotionCode,
    timeZone,
    patient: {
      firstName: tidyPatient('firstName', details.firstName),
      lastName: tidyPatient('lastName', details.lastName),
      email: tidyPatient('email', details.email),
      phone: tidyPatient('phone', details.phone),
      dateOfBirth: isoDay(details.dateOfBirth),
    },
    ...besidePatient(details),
    ...triageHandedOver(),
    attribution: attribution(),
  };
}
