import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { quoted, quoteRequest } from '@botaniqal/shared/contracts/quotes.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { BookingDeps } from '../deps.ts';
import { quotedPrice } from '../eligibility/price.ts';
import { requireBookable } from '../eligibility/require-bookable.ts';
import { limitGuesses } from '../placing/promotion-guesses.ts';

/** Prices before a booking. */
export function quoteRoutes(deps: BookingDeps): Route[] {
  const quote = route(
    {
      method: 'post',
      path: endpoints.quotes,
      summary: 'Ask what a visit costs with a promotion code',
      description:
        'Keeps nothing: send the code with the booking, which is priced again. A code that gives no discount is refused under `promotionCode`, with the reason as its code: `unknown`, `not_yet_valid`, `expired`, `not_applicable`, `minimum_not_reached`, `package_is_better` or `below_minimum_charge`. One network address can try ten wrong codes an hour.',
      tag: 'Bookings',
      body: quoteRequest,
      answers: { 200: { description: 'The price with the code', body: quoted } },
      problems: ['service_not_open', 'not_bookable_online'],
    },
    async ({ body: { service, visit, promotionCode }, c, requestId }) => {
      const by = { ...byPatient(requestId), address: deps.clientAddress(c) };
      const { clinic, clock } = deps;
      const price = await limitGuesses(deps, promotionCode, by, () =>
        quotedPrice(
          clinic,
          requireBookable(clinic, { service, visit, channel: 'online' }),
          promotionCode,
          clock.now(),
        ),
      );
      return c.json(
        {
          price: { amountCents: price.priceCents, currency: clinic.clinic.currency },
          discountCents: price.discountCents,
          promotionCode: price.promotionCode ?? '',
        },
        200,
        noStore,
      );
    },
  );

  return [quote];
}
