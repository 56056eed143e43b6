import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PractitionerVisit } from '../../ports/calendar.ts';

/** The event type that stands for a visit of a practitioner, from `clinic.yaml`. */
export interface ConfiguredEventType extends PractitionerVisit {
  /** Calendly's id of the event type (not a URI). */
  eventType: string;
}

/** Which event type stands for which visit, both ways. */
export interface EventTypes {
  /** @throws UpstreamError `not_found` when the practitioner has no event type for the visit */
  idFor(visit: PractitionerVisit): string;
  /** The practitioners with this event type: one, unless `clinic.yaml` names it twice. */
  practitionersWith(eventType: string): string[];
  /** The visits that this event type stands for. */
  visitsWith(eventType: string): PractitionerVisit[];
}

export function readEventTypes(configured: readonly ConfiguredEventType[]): EventTypes {
  return {
    idFor({ practitionerId, service, visit }) {
      const found = configured.find(
        (one) => one.practitionerId === practitionerId && one.service === service && one.visit === visit,
      );
      if (!found) throw new UpstreamError('calendly', 'not_found');
      return found.eventType;
    },
    visitsWith(wanted) {
      return configured
        .filter(({ eventType }) => eventType === wanted)
        .map(({ practitionerId, service, visit }) => ({ practitionerId, service, visit }));
    },
    practitionersWith(eventType) {
      const found = configured.filter((one) => one.eventType === eventType);
      return [...new Set(found.map((one) => one.practitionerId))];
    },
  };
}
