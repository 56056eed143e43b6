import { Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { access, type CalendlyEnv, Limited, limitedByFault } from './http/access.ts';
import { notFound, plainRefusal, Refusal } from './http/refusal.ts';
import { calendlySections } from './panel/sections.ts';
import { availabilityRoutes } from './routes/availability.ts';
import { bookingRoutes } from './routes/bookings.ts';
import { eventRoutes } from './routes/events.ts';
import { userRoutes } from './routes/users.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { actOnPage } from './scheduling/invitee-acts.ts';
import { calendlySnapshot } from './snapshot.ts';
import { CalendlyState } from './vendor-state.ts';

/** A stand-in for Calendly's API v2, by its contract. */
export async function createCalendly(context: VendorContext): Promise<Vendor> {
  const state = new CalendlyState(context);
  const app = appOf(state);
  const listening = await serveVendor({
    ...context,
    name: 'calendly',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) =>
      answerTo(status === 429 ? limitedByFault(retryAfterSeconds) : plainRefusal(status)),
  });
  state.origin = listening.url;
  return {
    name: 'calendly',
    url: listening.url,
    state: () => calendlySnapshot(state),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    limits: () => state.limits,
    limit: (change) => state.limit(change),
    act: (act, body) => actOnPage(state, act, body),
    sections: (view) => calendlySections(state, view),
    stop: async () => {
      await listening.stop();
      await state.deliveries.stop();
    },
  };
}

function appOf(state: CalendlyState): Hono<CalendlyEnv> {
  const app = new Hono<CalendlyEnv>();
  app.use(access(state));
  userRoutes(app, state);
  availabilityRoutes(app, state);
  bookingRoutes(app, state);
  eventRoutes(app, state);
  webhookRoutes(app, state);
  app.notFound(() => answerTo(notFound()));
  app.onError((error) => {
    if (error instanceof Refusal) return answerTo(error);
    console.error(error);
    return answerTo(plainRefusal(500));
  });
  return app;
}

function answerTo(refusal: Refusal): Response {
  const headers = refusal instanceof Limited ? refusal.headers : {};
  return Response.json(refusal.body, {
    status: refusal.status,
    headers,
  });
}
