import type { Feature } from '../../platform/feature.ts';
import type { Availability } from './availability.ts';
import { availabilityRoutes, type InvitedCheck } from './routes.ts';

/** Free times of all practitioners. */
export function availabilityFeature(availability: Availability, isInvited: InvitedCheck): Feature {
  return { name: 'availability', routes: availabilityRoutes(availability, isInvited) };
}
