import { Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { messageRoutes } from './messages.ts';
import { droppedNumber } from './model.ts';
import { twilioSections } from './panel.ts';
import { Refusal, refusalOfStatus } from './refusal.ts';
import { TwilioState } from './vendor-state.ts';

/** A stand-in for Twilio's Messages API, by its contract: text messages, their states, and replies. */
export async function createTwilio(context: VendorContext): Promise<Vendor> {
  const state = new TwilioState(context);
  const app = appOf(state);
  const listening = await serveVendor({
    ...context,
    name: 'twilio',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) =>
      refusalOfStatus(status).answer(
        retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) },
      ),
    isDropped: ({ method, text }) =>
      method === 'POST' && new URLSearchParams(text).get('To') === droppedNumber,
  });
  return {
    name: 'twilio',
    url: listening.url,
    state: () => ({
      messages: [...state.messages.values()],
      optedOut: [...state.optedOut],
      callbacks: state.callbacks.list(),
    }),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    limits: () => state.limits,
    limit: (change) => state.limit(change),
    act: (act, body) => state.act(act, body),
    sections: (view) => twilioSections(state, view),
    stop: async () => {
      await listening.stop();
      await state.callbacks.stop();
    },
  };
}

function appOf(state: TwilioState): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const basic = /^Basic (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const expected = `${state.accountSid}:${state.authToken}`;
    if (Buffer.from(basic, 'base64').toString() !== expected) throw refusalOfStatus(401);
    return next();
  });
  messageRoutes(app, state);
  app.notFound(() => new Refusal(404, 20404, 'The requested resource was not found').answer());
  app.onError((error) => {
    if (error instanceof Refusal) return error.answer();
    console.error(error);
    return refusalOfStatus(500).answer();
  });
  return app;
}
