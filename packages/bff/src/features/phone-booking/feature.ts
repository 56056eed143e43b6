import type { Feature } from '../../platform/feature.ts';
import type { PhoneBookingDeps } from './deps.ts';
import { patientRoutes } from './patient-routes.ts';
import { phoneBookingRoutes } from './routes.ts';

/** Staff book on the phone: from a triage session, for a patient whom we know, or for a new one. */
export function phoneBookingFeature(deps: PhoneBookingDeps): Feature {
  return { name: 'phone-booking', routes: [...phoneBookingRoutes(deps), ...patientRoutes(deps)] };
}
