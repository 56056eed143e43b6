import type { Catalogue, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Clinic, Service, Visit } from '../../config/clinic.ts';

/** What a page may show of the clinic: no key, no id of an outside service. */
export function catalogueOf(clinic: Clinic): Catalogue {
  return {
    clinic: { ...clinic.clinic },
    services: clinic.services.map((service) => ({
      id: service.id,
      name: service.name,
      summary: service.summary,
      status: service.status,
      visits: service.visits.map((visit) => visitOf(clinic, service, visit)),
    })),
    practitioners: clinic.practitioners.map(({ id, name, type, location }) => ({ id, name, type, location })),
  };
}

function visitOf(clinic: Clinic, service: Service, visit: Visit): CatalogueVisit {
  const offered = new Set(Object.keys(visit.eventTypes));
  return {
    kind: visit.kind,
    name: visit.name,
    durationMinutes: visit.durationMinutes,
    price: visit.price && { amountCents: visit.price.amountCents, currency: clinic.clinic.currency },
    // Whatever a visit allows, nothing of a service on the waitlist can be had today.
    bookable: service.status === 'waitlist' ? 'no' : visit.bookable,
    practitionerIds: clinic.practitioners.map(({ id }) => id).filter((id) => offered.has(id)),
    forms: [...visit.forms],
  };
}
