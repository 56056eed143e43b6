import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { waitlistEntryView, waitlistOfferAccept } from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { OfferDeps } from '../deps.ts';
import { openToManage } from '../managing/entry-access.ts';
import { viewEntry } from '../managing/entry-view.ts';
import { acceptOffer, declineOffer } from './answer-offer.ts';

const tag = 'Waitlist';
const params = z.object({ entryId: z.string().max(64), offerId: z.string().max(64) });

/** The routes by which people answer an offer. */
export function waitlistOfferRoutes(deps: OfferDeps): Route[] {
  const accept = route(
    {
      method: 'post',
      path: '/api/waitlist/:entryId/offers/:offerId/accept',
      summary: 'Take a time that is offered, of a visit that costs nothing',
      description:
        'Booked like a free consultation. Again: the same booking. A visit that costs something is booked and paid with `POST /api/bookings`, with the offer in `invitation`.',
      tag,
      params,
      body: waitlistOfferAccept,
      security: 'manage_token',
      answers: {
        201: { description: 'Booked', body: consultationBooked },
        202: { description: 'Held, being confirmed', body: consultationBooked },
      },
      problems: ['unauthorized', 'forbidden', 'not_found', 'slot_unavailable', 'calendar_unavailable'],
    },
    async ({ params: { entryId, offerId }, body, c, idempotencyKeyHash, requestId }) => {
      const entry = await openToManage(deps, entryId, bearer(c));
      const answer = await acceptOffer(deps, entry, offerId, body, { idempotencyKeyHash, requestId });
      c.header('Location', endpoints.booking(answer.body.bookingId));
      return c.json(answer.body, answer.status, noStore);
    },
  );

  const decline = route(
    {
      method: 'post',
      path: '/api/waitlist/:entryId/offers/:offerId/decline',
      summary: 'Do not take a time that is offered',
      description: 'The next person is asked; the place on the list stays. Again: the same answer.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'The place as it stands now', body: waitlistEntryView } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { entryId, offerId }, c, requestId }) => {
      const entry = await openToManage(deps, entryId, bearer(c));
      await declineOffer(deps, entry, offerId, requestId);
      return c.json(await viewEntry(deps, entry, requestId), 200, noStore);
    },
  );

  return [accept, decline];
}
