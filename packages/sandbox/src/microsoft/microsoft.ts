import { Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { actInMicrosoft } from './acts.ts';
import { access, type MicrosoftEnv, mailboxInPath } from './http/access.ts';
import { Refusal, refusalOfStatus } from './http/refusal.ts';
import { LoginRefusal, loginRefusalOfStatus } from './login/login-refusal.ts';
import { microsoftSections } from './panel/sections.ts';
import { deltaRoutes } from './routes/delta.ts';
import { eventRoutes } from './routes/events.ts';
import { scheduleRoutes } from './routes/schedule.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { tokenRoutes } from './routes/token.ts';
import { microsoftSnapshot } from './snapshot.ts';
import { MicrosoftState } from './vendor-state.ts';

/** A stand-in for Microsoft 365, by its contract: the login and Graph's calendars on one port. */
export async function createMicrosoft(context: VendorContext): Promise<Vendor> {
  const state = new MicrosoftState(context);
  const app = appOf(state);
  const listening = await serveVendor({
    ...context,
    name: 'microsoft',
    handler: (request) => app.fetch(request),
    admit: ({ path, headers }) => {
      const mailbox = mailboxInPath(state, path);
      if (mailbox === null) return null;
      const refusal = state.throttle.begin(mailbox);
      return {
        refused: refusal?.answer(state.now(), headers.get('client-request-id')) ?? null,
        leave: () => state.throttle.end(mailbox),
      };
    },
    failure: (status, retryAfterSeconds, path) =>
      path.startsWith('/v1.0/') || status === 429
        ? refusalOfStatus(status, retryAfterSeconds).answer(state.now(), null)
        : loginRefusalOfStatus(status).answer(state.now()),
  });
  state.origin = listening.url;
  return {
    name: 'microsoft',
    url: listening.url,
    state: () => microsoftSnapshot(state),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    limits: () => state.limits,
    limit: (change) => state.limit(change),
    act: (act, body) => actInMicrosoft(state, act, body),
    sections: (view) => microsoftSections(state, view),
    stop: async () => {
      await listening.stop();
      await state.stop();
    },
  };
}

function appOf(state: MicrosoftState): Hono<MicrosoftEnv> {
  const app = new Hono<MicrosoftEnv>();
  app.use('/v1.0/*', access(state));
  tokenRoutes(app, state);
  signInRoutes(app, state);
  eventRoutes(app, state);
  deltaRoutes(app, state);
  scheduleRoutes(app, state);
  subscriptionRoutes(app, state);
  app.notFound((context) =>
    new Refusal(404, 'ResourceNotFound', 'Resource not found for the segment.').answer(
      state.now(),
      context.req.header('client-request-id') ?? null,
    ),
  );
  app.onError((error, context) => {
    const clientRequestId = context.req.header('client-request-id') ?? null;
    if (error instanceof Refusal) return error.answer(state.now(), clientRequestId);
    if (error instanceof LoginRefusal) return error.answer(state.now());
    console.error(error);
    return refusalOfStatus(500, null).answer(state.now(), clientRequestId);
  });
  return app;
}
