import type { Hono } from 'hono';
import { html } from 'hono/html';
import { finishSecondStep } from '../payments/authorisation.ts';
import type { StripeState } from '../vendor-state.ts';

/**
 * The bank's own page for the second step, for payments that were confirmed with a `return_url` and without
 * Stripe.js. Leads back the way Stripe does: the intent, its secret and `redirect_status` in the query.
 */
export function hostedStepRoutes(app: Hono, state: StripeState): void {
  const path = '/3d_secure_2/hosted';

  app.get(path, (c) => {
    const intent = state.model.intents.get(c.req.query('payment_intent') ?? '');
    if (intent?.status !== 'requires_action' || intent.clientSecret !== c.req.query('client_secret')) {
      return c.text('This payment does not wait for a second step.', 404);
    }
    return c.html(html`<!doctype html>
      <html lang="en-AU">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Test bank: second step</title>
        <body style="font: 16px/1.5 system-ui; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
          <p><strong>Test payments</strong>: no bank is asked and no money moves.</p>
          <h1>Is this payment yours?</h1>
          <p>${(intent.amount / 100).toFixed(2)} ${intent.currency.toUpperCase()}</p>
          <form method="post">
            <button name="outcome" value="succeeded">Complete</button>
            <button name="outcome" value="failed">Fail</button>
          </form>
        </body>
      </html>`);
  });

  app.post(path, async (c) => {
    const intent = state.model.intents.get(c.req.query('payment_intent') ?? '');
    const back = intent?.nextAction?.kind === 'redirect_to_url' ? intent.nextAction.returnUrl : null;
    if (!intent || back === null || intent.clientSecret !== c.req.query('client_secret')) {
      return c.text('This payment does not wait for a second step.', 404);
    }
    const passed = new URLSearchParams(await c.req.text()).get('outcome') === 'succeeded';
    const request = { id: 'req_hosted', idempotencyKey: null };
    const refused = state.during(request, () => finishSecondStep(state, intent, passed));
    const url = new URL(back);
    url.searchParams.set('payment_intent', intent.id);
    url.searchParams.set('payment_intent_client_secret', intent.clientSecret);
    url.searchParams.set('redirect_status', refused ? 'failed' : 'succeeded');
    return c.redirect(url.href, 303);
  });
}
