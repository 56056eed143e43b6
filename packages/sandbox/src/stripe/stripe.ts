import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { plainAnswer } from './http/http-exchange.ts';
import { stripeSections } from './panel.ts';
import { apiOf } from './routes/api.ts';
import { hostedStepRoutes } from './routes/hosted-step.ts';
import { stripeSnapshot } from './snapshot.ts';
import { stripeJsRoutes } from './stripe-js/script.ts';
import { StripeState } from './vendor-state.ts';

/** A stand-in for Stripe's API v1 (version `2026-10-28.endive`) and for Stripe.js, by its contract. */
export async function createStripe(context: VendorContext): Promise<Vendor> {
  const state = new StripeState(context);
  const app = apiOf(state);
  hostedStepRoutes(app, state);
  stripeJsRoutes(app);
  const listening = await serveVendor({
    ...context,
    name: 'stripe',
    handler: (request) => app.fetch(request),
    failure: plainAnswer,
  });
  return {
    name: 'stripe',
    url: listening.url,
    state: () => stripeSnapshot(state),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    sections: (view) => stripeSections(state, view),
    stop: async () => {
      await listening.stop();
      await state.stop();
    },
  };
}
