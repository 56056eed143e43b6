import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Feature } from '../../platform/feature.ts';
import { catalogueRoutes } from './routes.ts';

/** What the clinic offers: services, visits and practitioners. */
export function catalogueFeature(deps: { clinic: Clinic }): Feature {
  return { name: 'catalogue', routes: catalogueRoutes(deps) };
}
