import type { ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { tidyDetails } from '@botaniqal/shared/validation/consultation-details.ts';
import { bookConsultation } from '../../../api/bookings/consultations.ts';
import { triageHandedOver } from '../../../api/forms/triage-handover.ts';
import { besidePatient, isoDay } from '../../../components/details-form/details.ts';
import type { Invited } from '../../../page/links/invited.ts';
import { attribution } from '../../../page/visit/attribution.ts';
import type { Attempt, JourneyEvent } from '../journey/journey.ts';

/** Milliseconds. Longer than for a read: the server books in the practitioner's calendar while the patient waits. */
const deadline = 30_000;

/** Sends attempts. A repeated attempt sends the same content as the first time, because it has the same key. */
export class Submission {
  #last: { readonly key: string; readonly request: ConsultationRequest } | null = null;

  /**
   * It cannot be aborted: it continues when the element leaves the page, because the server may have booked by
   * then.
   * @returns the journey's event for the answer
   * @throws ApiProblem when it was not granted
   */
  async send(
    origin: string,
    attempt: Attempt,
    patientZone: string,
    invited: Invited | null,
  ): Promise<JourneyEvent> {
    const { key } = attempt;
    // The zone or the page's address may have changed since the first try.
    if (this.#last?.key !== key) this.#last = { key, request: requestOf(attempt, patientZone, invited) };
    const booking = await bookConsultation(origin, this.#last.request, { key, deadline });
    return { type: booking.status === 'confirming' ? 'accepted' : 'booked', booking };
  }
}

function requestOf(
  { slot, choice, details }: Attempt,
  timezone: string,
  invited: Invited | null,
): ConsultationRequest {
  return {
    ...tidyDetails(details),
    ...besidePatient(details),
    ...(details.bookingFor && { dateOfBirth: isoDay(details.dateOfBirth) }),
    preferredTimes: [slot.start],
    timezone,
    service: choice.service,
    invitation: invited?.proof(slot),
    ...triageHandedOver(),
    attribution: attribution(),
  };
}
