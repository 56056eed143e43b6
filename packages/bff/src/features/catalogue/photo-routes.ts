import { z } from 'zod';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Photos } from '../../config/clinic/photos.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import type { PhotoUrlOf } from './catalogue.ts';

const path = '/photos';

/** The photos of practitioners. A page of the clinic loads them from here, and from no third party. */
export function photoRoutes(photos: Photos): Route[] {
  const byName = new Map([...photos.values()].map((photo) => [photo.name, photo]));
  return [
    route(
      {
        method: 'get',
        path: `${path}/:name`,
        summary: 'A photo of a practitioner; its name changes with its content',
        tag: 'catalogue',
        kind: 'page',
        params: z.object({ name: z.string().max(64) }),
        answers: { 200: { description: 'A picture', contentType: 'image/jpeg' } },
      },
      ({ c, params }) => {
        const photo = byName.get(params.name);
        if (!photo) throw new Problem('not_found', 'There is nothing at this address.');
        return c.body(photo.bytes, 200, {
          'Content-Type': photo.contentType,
          'Cache-Control': 'public, max-age=31536000, immutable',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        });
      },
    ),
  ];
}

/** Where the photo of a practitioner is: on this server, or where `clinic.yaml` says. */
export function photoUrls(
  { practitioners }: Pick<Clinic, 'practitioners'>,
  photos: Photos,
  publicUrl: string,
): PhotoUrlOf {
  return ({ id }) => {
    const own = photos.get(id);
    if (own) return `${publicUrl}${path}/${own.name}`;
    return practitioners.find((one) => one.id === id)?.photo || null;
  };
}
