import type { SchedulingRequest } from '../../ports/calendar.ts';
import type { Invitee } from './wire.ts';

/** What Calendly keeps with an appointment for others (contract 4.1). With tracking, all six keys are required. */
interface Tracking {
  utm_campaign: string | null;
  utm_source: string | null;
  utm_medium: string | null;
  utm_content: string | null;
  utm_term: string | null;
  salesforce_uuid: string | null;
}

/** The campaign in the fields for campaigns, our id in the field for the record of another system. */
export function trackingOf({ bookingId, campaign }: SchedulingRequest): Tracking {
  return {
    utm_campaign: campaign?.campaign ?? null,
    utm_source: campaign?.source ?? null,
    utm_medium: campaign?.medium ?? null,
    utm_content: campaign?.content ?? null,
    utm_term: campaign?.term ?? null,
    salesforce_uuid: bookingId,
  };
}

/**
 * The id of ours that travels with an appointment. An appointment that was booked before campaigns were sent has it in
 * `utm_content`.
 */
export function bookingIdOf({ tracking }: Pick<Invitee, 'tracking'>): string | null {
  return tracking?.salesforce_uuid || tracking?.utm_content || null;
}
