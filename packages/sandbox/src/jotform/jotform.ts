import { type Context, Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { jotformSections } from './panel.ts';
import { JotformState } from './vendor-state.ts';
import { submissionWire } from './wire.ts';

/** A stand-in for JotForm's API and webhooks, by its contract: what a clinic needs to hand submissions on. */
export async function createJotform(context: VendorContext): Promise<Vendor> {
  const state = new JotformState(context);
  const app = appOf(state);
  const listening = await serveVendor({
    ...context,
    name: 'jotform',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) =>
      Response.json(envelope(status, '', 'The server is not well', 0), {
        status,
        headers: retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) },
      }),
  });
  return {
    name: 'jotform',
    url: listening.url,
    state: () => ({
      forms: [...state.model.forms.values()],
      submissions: [...state.model.submissions.values()],
      deliveries: state.model.deliveries,
    }),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    limit: (change) => state.limit(change),
    limits: () => state.limits,
    act: (act, body) => state.act(act, body),
    sections: (view) => jotformSections(state, view),
    stop: async () => {
      await listening.stop();
      await state.webhooks.stop();
    },
  };
}

function appOf(state: JotformState): Hono<{ Variables: { left: number } }> {
  const app = new Hono<{ Variables: { left: number } }>();
  app.use(async (context, next) => {
    const key = context.req.header('apikey') ?? context.req.query('apiKey');
    if (key !== state.apiKey) return notAuthorized(context, state.limits.callsPerDay);
    const left = state.countCall();
    if (left < 0) return context.json(envelope(429, '', 'You have reached your daily API limit', 0), 429);
    context.set('left', left);
    return next();
  });
  app.get('/submission/:id', (context) => {
    const left = context.get('left');
    const submission = state.model.submissions.get(context.req.param('id'));
    const form = submission && state.model.forms.get(submission.formId);
    // Not 404, so that another account cannot learn whether the submission exists.
    if (!form || submission.isForeign) return notAuthorized(context, left);
    if (state.settings.submissionBody === 'broken') return context.body('{"responseCode":200,"content":');
    return context.json(envelope(200, submissionWire(submission, form), 'success', left));
  });
  app.get('/form/:id/webhooks', (context) => {
    const left = context.get('left');
    const form = state.model.forms.get(context.req.param('id'));
    if (!form) return notAuthorized(context, left);
    return context.json(envelope(200, numbered(form.webhooks), 'success', left));
  });
  app.post('/form/:id/webhooks', async (context) => {
    const left = context.get('left');
    const form = state.model.forms.get(context.req.param('id'));
    const { webhookURL } = await context.req.parseBody();
    if (!form) return notAuthorized(context, left);
    if (typeof webhookURL !== 'string' || !URL.canParse(webhookURL)) {
      return context.json(envelope(400, '', 'webhookURL is not a valid URL', left), 400);
    }
    if (!form.webhooks.includes(webhookURL)) form.webhooks.push(webhookURL);
    return context.json(envelope(200, numbered(form.webhooks), 'success', left));
  });
  app.notFound((context) => context.json(envelope(404, '', 'Requested URL is not available', 0), 404));
  return app;
}

function notAuthorized(context: Context, left: number): Response {
  const message = `You're not authorized to use (${context.req.path.split('/').slice(0, 2).join('/')}-id) `;
  return context.json(envelope(401, '', message, left), 401);
}

function envelope(responseCode: number, content: unknown, message: string, left: number): object {
  return { responseCode, message, content, duration: '21ms', 'limit-left': left };
}

/** Lists come as objects, keyed from 0. */
function numbered(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((one, at) => [String(at), one]));
}
