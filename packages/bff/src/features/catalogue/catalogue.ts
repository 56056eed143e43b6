import type {
  Catalogue,
  CataloguePractitioner,
  CatalogueVisit,
} from '@botaniqal/shared/contracts/catalogue.ts';
import { isFor } from '@botaniqal/shared/pricing/promotion.ts';
import type { Clinic, Practitioner, Service, Visit } from '../../config/clinic/clinic.ts';
import { openingHoursText } from '../../config/clinic/opening-hours.ts';
import { languageNames } from '../../config/clinic/practitioner-profile.ts';
import { shownChannel } from './bookable-visits.ts';
import { practitionersGiving } from './look-up.ts';

/** The absolute address of a practitioner's photo; `null`: the clinic gives none. */
export type PhotoUrlOf = (practitioner: Pick<Practitioner, 'id'>) => string | null;

/** What a page may show of the clinic: no key, no id of an outside service. */
export function catalogueOf(
  clinic: Clinic,
  { photoUrlOf, checkPage }: { photoUrlOf: PhotoUrlOf; checkPage: string },
): Catalogue {
  return {
    clinic: {
      ...clinic.clinic,
      bookingUrl: clinic.pages.booking,
      checkUrl: checkPage,
      openingHours: {
        text: openingHoursText(clinic.clinic.openingHours, clinic.clinic.timeZone),
        days: clinic.clinic.openingHours,
      },
      horizonDays: clinic.booking.horizonDays,
      ageOfMajority: clinic.booking.ageOfMajority,
      cancellation: { ...clinic.cancellation },
      rescheduling: {
        untilHours: clinic.rescheduling.untilHours,
        maxTimes: clinic.rescheduling.maxTimes,
      },
    },
    services: clinic.services.map((service) => ({
      id: service.id,
      name: service.name,
      summary: service.summary,
      status: service.status,
      visits: service.visits.map((visit) => visitOf(clinic, service, visit)),
    })),
    practitioners: clinic.practitioners.map((practitioner) => practitionerShown(practitioner, photoUrlOf)),
  };
}

function practitionerShown(practitioner: Practitioner, photoUrlOf: PhotoUrlOf): CataloguePractitioner {
  const { id, name, type, location, title, qualifications, registration, pronouns, about } = practitioner;
  return {
    id,
    name,
    type,
    location,
    title,
    qualifications,
    registration,
    languages: languageNames(practitioner.languages),
    pronouns,
    about,
    photoUrl: photoUrlOf(practitioner),
  };
}

/** Whether a page offers a field for a promotion code. It does not tell whether a code has run out. */
function takesCodes({ promotions }: Clinic, service: Service, visit: Visit): boolean {
  if (!visit.price?.amountCents) return false;
  return promotions.some((promotion) => isFor(promotion, { service: service.id, visit: visit.kind }));
}

function visitOf(clinic: Clinic, service: Service, visit: Visit): CatalogueVisit {
  return {
    kind: visit.kind,
    name: visit.name,
    durationMinutes: visit.durationMinutes,
    price: visit.price && { amountCents: visit.price.amountCents, currency: clinic.clinic.currency },
    ...(visit.rebate && { rebate: visit.rebate }),
    ...(visit.ages && { ages: { ...visit.ages } }),
    ...(takesCodes(clinic, service, visit) && { promotionCodes: true as const }),
    bookable: shownChannel(service, visit),
    practitionerIds: practitionersGiving(clinic, visit).map(({ id }) => id),
    forms: [...visit.forms],
  };
}
