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
import { actAsInvitee } from './scheduling/invitee-acts.ts';
import { calendlyState } from './snapshot.ts';
import { World } from './vendor-state.ts';

/** A stand-in for Calendly's API v2, by its contract. */
export async function createCalendly(context: VendorContext): Promise<Vendor> {
  const world = new World(context);
  const app = appOf(world);
  const listening = await serveVendor({
    ...context,
    name: 'calendly',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) =>
      answerTo(status === 429 ? limitedByFault(retryAfterSeconds) : plainRefusal(status)),
  });
  world.origin = listening.url;
  return {
    name: 'calendly',
    url: listening.url,
    state: () => calendlyState(world),
    reset: () => world.reset(),
    settings: () => world.settings,
    configure: (change) => world.configure(change),
    limits: () => world.limits,
    limit: (change) => world.limit(change),
    act: (act, body) => actAsInvitee(world, act, body),
    sections: (view) => calendlySections(world, view),
    stop: async () => {
      await listening.stop();
      await world.deliveries.stop();
    },
  };
}

function appOf(world: World): Hono<CalendlyEnv> {
  const app = new Hono<CalendlyEnv>();
  app.use(access(world));
  userRoutes(app, world);
  availabilityRoutes(app, world);
  bookingRoutes(app, world);
  eventRoutes(app, world);
  webhookRoutes(app, world);
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
