export { type BookingChannel, bookingChannels } from '../../config/clinic/bookability.ts';
export {
  type BookableVisit,
  bookableVisit,
  type CatalogueSettings,
  type RefusedVisit,
  type VisitWish,
  visitsFor,
} from './bookable-visits.ts';
export { catalogueFeature } from './feature.ts';
export {
  bookedVisit,
  practitionerOf,
  practitionersGiving,
  serviceNameOf,
  serviceOf,
  visitOf,
} from './look-up.ts';
