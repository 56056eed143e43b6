import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Photos } from '../../config/clinic/photos.ts';
import type { Feature } from '../../platform/feature.ts';
import { photoRoutes, photoUrls } from './photo-routes.ts';
import { catalogueRoutes } from './routes.ts';

/** What the clinic offers: services, visits and practitioners. */
export function catalogueFeature(deps: {
  clinic: Clinic;
  photos: Photos;
  publicUrl: string;
  checkPage: string;
}): Feature {
  const { clinic, photos, publicUrl, checkPage } = deps;
  const photoUrlOf = photoUrls(clinic, photos, publicUrl);
  return {
    name: 'catalogue',
    routes: [...catalogueRoutes({ clinic, photoUrlOf, checkPage }), ...photoRoutes(photos)],
  };
}
