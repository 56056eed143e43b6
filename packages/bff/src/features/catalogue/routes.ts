import { catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { prepareJson, sendPrepared } from '../../platform/http/answers/prepared-answer.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { catalogueOf, type PhotoUrlOf } from './catalogue.ts';

interface CatalogueParts {
  clinic: Clinic;
  photoUrlOf: PhotoUrlOf;
  /** The page on which patients test camera and sound. */
  checkPage: string;
}

/** `GET /api/catalogue`. Changes with `clinic.yaml` only, so it is written once. */
export function catalogueRoutes({ clinic, ...more }: CatalogueParts): Route[] {
  const prepared = prepareJson(catalogue.parse(catalogueOf(clinic, more)));
  const headers = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=600' };
  return [
    {
      ...route(
        {
          method: 'get',
          path: endpoints.catalogue,
          summary: 'See services, visits, prices and practitioners',
          tag: 'catalogue',
          answers: {
            200: { description: 'Everything a page may show without asking a vendor', body: catalogue },
            304: { description: 'The client has this version' },
          },
        },
        ({ c }) => sendPrepared(c, prepared, headers),
      ),
      ready: () => ({ answer: prepared, headers }),
    },
  ];
}
