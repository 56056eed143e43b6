import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { fromRoot } from '../../scripts/repository.ts';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

/** What a page leaves on `window` for these tests. */
interface Outcome {
  paymentIntent?: { status: string };
  error?: { type: string; code?: string; decline_code?: string; message: string };
  thrown?: { name: string; message: string };
}

const entry = createRequire(import.meta.url).resolve('@stripe/stripe-js/pure');
const loader = readFileSync(join(dirname(entry), '..', 'dist', 'pure.mjs'), 'utf8');

/** A clinic's page with the payment step only: the real loader, over the stand-in's script. */
const pageScript = `
import { loadStripe } from '/loader.mjs';
const settings = JSON.parse(document.body.dataset.settings);
const stripe = await loadStripe('pk_test_sandbox');
const told = [];
const elements = stripe.elements(settings.elements);
const element = elements.create('payment');
for (const name of ['ready', 'change', 'loaderror', 'focus', 'blur']) {
  element.on(name, (event) => told.push({ name, ...event }));
}
const attempt = (act) => act().catch(({ name, message }) => ({ thrown: { name, message } }));
Object.assign(window, {
  told, stripe, elements, element, attempt,
  mount: (target) => { try { element.mount(target); return null; } catch ({ name, message }) { return { name, message }; } },
  submit: () => attempt(() => elements.submit()),
  confirm: (more = {}) => attempt(() => stripe.confirmPayment({
    elements, clientSecret: settings.clientSecret, redirect: 'if_required', ...more })),
});
if (settings.mount) element.mount('#payment');
document.body.dataset.ready = 'yes';
`;

describe('the stand-in for Stripe.js, by the real loader', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  let site: Server;
  let siteUrl: string;
  let stripe: Stripe;
  let page: Page;
  let settings: Record<string, unknown> = {};
  let refused: string[] = [];

  before(async () => {
    [sandbox, browser] = await Promise.all([
      startSandbox({ clinicConfigPath: fromRoot('clinic.yaml') }),
      launchBrowser(),
    ]);
    const { hostname, port } = new URL(sandbox.urls.stripe);
    stripe = new Stripe('sk_test_sandbox', { host: hostname, port, protocol: 'http', telemetry: false });
    const scriptUrl = `${sandbox.urls.stripe}/endive/stripe.js`;
    site = createServer((request, response) => {
      const script = { '/loader.mjs': loader, '/page.mjs': pageScript }[request.url ?? ''];
      if (script !== undefined) {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
        return;
      }
      const data = JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          // As strict as a careful clinic would be: no inline script, no inline style.
          'content-security-policy': `default-src 'none'; img-src data:; script-src 'self' ${sandbox.urls.stripe}; connect-src ${sandbox.urls.stripe}`,
        })
        .end(
          `<!doctype html><html lang="en-AU"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Pay</title></head><body data-settings="${data}"><main><h1>Payment</h1><div id="payment"></div></main><script src="${scriptUrl}"></script><script type="module" src="/page.mjs"></script></body></html>`,
        );
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const address = site.address();
    siteUrl = address !== null && typeof address === 'object' ? `http://127.0.0.1:${address.port}/` : '';
  });
  after(async () => {
    await browser?.close();
    await new Promise((resolve) => site.close(resolve));
    await sandbox?.stop();
  });
  beforeEach(async () => {
    sandbox.reset();
    sandbox.configure('stripe', { webhookUrl: null });
    await page?.context().close();
    page = await browser.newPage();
    page.setDefaultTimeout(5000);
    refused = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    page.on('pageerror', (error) => refused.push(error.message));
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (![new URL(siteUrl).origin, sandbox.urls.stripe, 'null'].includes(origin))
        refused.push(request.url());
    });
  });

  function prepare(): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.create({
      amount: 7900,
      currency: 'aud',
      capture_method: 'manual',
      automatic_payment_methods: { enabled: true },
    });
  }

  async function open(changes: Record<string, unknown> = {}): Promise<Stripe.PaymentIntent> {
    const intent = await prepare();
    const clientSecret = intent.client_secret;
    settings = { clientSecret, elements: { clientSecret }, mount: true, ...changes };
    await page.goto(siteUrl);
    await page
      .locator('body[data-ready=yes]')
      .waitFor()
      .catch((error) => {
        throw new Error(`The page did not get ready: ${refused.join('; ')}`, { cause: error });
      });
    return intent;
  }

  async function type(number: string, { expiry = '12 / 34', cvc = '123' } = {}): Promise<void> {
    await page.getByLabel('Card number').fill(number);
    await page.getByLabel('Expiration date').fill(expiry);
    await page.getByLabel('Security code').fill(cvc);
  }

  /** Calls what the page left on `window`, and gives what it gave. */
  function call(name: string, ...parameters: unknown[]): Promise<Outcome> {
    return page.evaluate(
      ([method, given]) => {
        const found = Reflect.get(window, String(method)) as (...list: unknown[]) => Promise<Outcome>;
        return found(...(given as unknown[]));
      },
      [name, parameters],
    );
  }
  const told = (): Promise<{ name: string; complete?: boolean }[]> =>
    page.evaluate(() => Reflect.get(window, 'told'));
  const statusOf = async ({ id }: Stripe.PaymentIntent) => (await stripe.paymentIntents.retrieve(id)).status;

  it('says plainly that it is one, and shows an accessible card form', async () => {
    await open();
    await page.getByText('Test payments').first().waitFor();
    await assertAccessible(page, 'with the empty card form');
    await call('submit');
    await page.getByText('Your card number is incomplete.').waitFor();
    await assertAccessible(page, 'with complaints');
    assert.deepEqual(refused, []);
  });

  it('authorises with a card that pays, by keyboard alone', async () => {
    const intent = await open();
    await page.getByLabel('Card number').focus();
    await page.keyboard.type('4242424242424242');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1234');
    await page.keyboard.press('Tab');
    await page.keyboard.type('123');
    assert.equal(await page.getByLabel('Card number').inputValue(), '4242 4242 4242 4242');
    assert.equal(await page.getByLabel('Expiration date').inputValue(), '12 / 34');
    const result = await call('confirm');
    assert.equal(result.paymentIntent?.status, 'requires_capture');
    assert.equal('metadata' in (result.paymentIntent ?? {}), false);
    assert.equal(await statusOf(intent), 'requires_capture');
    const events = await told();
    assert.equal(events[0]?.name, 'ready');
    assert.equal(events.filter(({ name }) => name === 'change').at(-1)?.complete, true);
    assert.deepEqual(refused, []);
  });

  for (const [number, code] of [
    ['4000000000000002', 'generic_decline'],
    ['4000000000009995', 'insufficient_funds'],
  ] as const) {
    it(`gives the decline as Stripe shapes it, and takes another card: ${code}`, async () => {
      const intent = await open();
      await type(number);
      const { error } = await call('confirm');
      assert.equal(error?.type, 'card_error');
      assert.equal(error?.code, 'card_declined');
      assert.equal(error?.decline_code, code);
      await type('4242424242424242');
      assert.equal((await call('confirm')).paymentIntent?.status, 'requires_capture');
      assert.equal(await statusOf(intent), 'requires_capture');
    });
  }

  it('asks for the second step in a dialog, and authorises after it', async () => {
    const intent = await open();
    await type('4000002500003155');
    const result = call('confirm');
    await page.getByRole('dialog', { name: 'Your bank asks: is this payment yours?' }).waitFor();
    assert.equal(await statusOf(intent), 'requires_action');
    await assertAccessible(page, 'with the second step');
    await page.getByRole('button', { name: 'Complete' }).click();
    assert.equal((await result).paymentIntent?.status, 'requires_capture');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('takes a second step that is closed as failed, and another card after it', async () => {
    const intent = await open();
    await type('4000000000003220');
    const result = call('confirm');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    assert.equal((await result).error?.code, 'payment_intent_authentication_failure');
    assert.equal(await statusOf(intent), 'requires_payment_method');
    await type('4242424242424242');
    assert.equal((await call('confirm')).paymentIntent?.status, 'requires_capture');
  });

  it('goes on with a second step that the server started', async () => {
    const { client_secret: clientSecret, id } = await open();
    await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: siteUrl,
      use_stripe_sdk: true,
    });
    const result = page.evaluate(
      (secret) =>
        (
          Reflect.get(window, 'stripe') as never as { handleNextAction(options: object): Promise<Outcome> }
        ).handleNextAction({ clientSecret: secret }),
      clientSecret,
    );
    await page.getByRole('button', { name: 'Complete' }).click();
    assert.equal((await result).paymentIntent?.status, 'requires_capture');
  });

  it('leads to return_url when the page wants to be led, with what Stripe adds to it', async () => {
    const { id, client_secret: secret } = await open();
    await type('4242424242424242');
    await page.evaluate((url) => {
      (Reflect.get(window, 'confirm') as (more: unknown) => void)({
        redirect: 'always',
        confirmParams: { return_url: `${url}done?step=paid` },
      });
    }, siteUrl);
    await page.waitForURL(/redirect_status=/);
    const { searchParams } = new URL(page.url());
    assert.deepEqual(Object.fromEntries(searchParams), {
      step: 'paid',
      payment_intent: id,
      payment_intent_client_secret: secret,
      redirect_status: 'succeeded',
    });
  });

  it('does not ask the bank before the card is complete', async () => {
    const intent = await open();
    await type('4242 4242', { cvc: '1' });
    const { error } = await call('confirm');
    assert.equal(error?.type, 'validation_error');
    assert.equal(error?.code, 'incomplete_number');
    assert.equal(await page.getByLabel('Card number').getAttribute('aria-invalid'), 'true');
    assert.equal(await statusOf(intent), 'requires_payment_method');
  });

  it('gives a lost connection as Stripe.js does, and can try again', async () => {
    await open();
    await type('4242424242424242');
    sandbox.fault({ service: 'stripe', route: '*/confirm', kind: 'drop' });
    assert.equal((await call('confirm')).error?.type, 'api_connection_error');
    sandbox.clearFaults();
    assert.equal((await call('confirm')).paymentIntent?.status, 'requires_capture');
  });

  it('cannot be mounted in a shadow root, nor on a node that is not on the page', async () => {
    await open({ mount: false });
    const refusals = await page.evaluate(() => {
      const mount = Reflect.get(window, 'mount') as (target: unknown) => { name: string; message: string };
      const host = document.body.appendChild(document.createElement('div'));
      const inside = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
      return [mount(inside), mount(document.createElement('div')), mount('#nothing'), mount(null)];
    });
    assert.deepEqual(
      refusals.map(({ name }) => name),
      Array(4).fill('IntegrationError'),
    );
    for (const { message } of refusals.slice(0, 2)) {
      assert.equal(message, 'Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.');
    }
  });

  it('can be mounted in a light node that is slotted through a shadow root', async () => {
    await open({ mount: false });
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      host.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
      const slotted = host.appendChild(document.createElement('div'));
      const refusal = (Reflect.get(window, 'mount') as (target: unknown) => unknown)(slotted);
      if (refusal) throw new Error(JSON.stringify(refusal));
    });
    await type('4242424242424242');
    assert.equal((await call('confirm')).paymentIntent?.status, 'requires_capture');
  });

  it('takes its colours from the appearance', async () => {
    const { client_secret: clientSecret } = await prepare();
    await open({
      elements: {
        clientSecret,
        appearance: {
          variables: { colorText: 'rgb(1, 2, 3)', borderRadius: '9px' },
          rules: { '.Input': { borderTopWidth: '4px' } },
        },
      },
    });
    const styles = await page.getByLabel('Card number').evaluate((input) => {
      const { color, borderRadius, borderTopWidth } = getComputedStyle(input);
      return { color, borderRadius, borderTopWidth };
    });
    assert.deepEqual(styles, { color: 'rgb(1, 2, 3)', borderRadius: '9px', borderTopWidth: '4px' });
  });

  it('can collect the card before the payment is made, if submit comes first and the amounts agree', async () => {
    const group = { mode: 'payment', amount: 7900, currency: 'aud', captureMethod: 'manual' };
    await open({ elements: group });
    await type('4242424242424242');
    assert.equal((await call('confirm')).thrown?.name, 'IntegrationError');
    await call('submit');
    assert.equal((await call('confirm')).paymentIntent?.status, 'requires_capture');

    await open({ elements: { ...group, amount: 7800 } });
    await type('4242424242424242');
    await call('submit');
    assert.equal((await call('confirm')).error?.type, 'invalid_request_error');
  });

  it('tells the page when the payment cannot be shown', async () => {
    const intent = await prepare();
    await stripe.paymentIntents.cancel(intent.id);
    await open({ elements: { clientSecret: intent.client_secret } });
    await page.waitForFunction(() => (Reflect.get(window, 'told') as unknown[]).length > 0);
    assert.equal((await told())[0]?.name, 'loaderror');
  });

  it('takes test keys only', async () => {
    await open();
    const refusals = await page.evaluate(() =>
      ['pk_live_key', 'sk_test_key', ''].map((key) => {
        try {
          (Reflect.get(window, 'Stripe') as (key: string) => unknown)(key);
          return 'taken';
        } catch (error) {
          return error instanceof Error ? error.name : 'thrown';
        }
      }),
    );
    assert.deepEqual(refusals, Array(3).fill('IntegrationError'));
  });

  it('takes no card but a test card', async () => {
    const intent = await open();
    await type('4111111111111111');
    assert.equal((await call('confirm')).error?.decline_code, 'test_mode_live_card');
    assert.equal(await statusOf(intent), 'requires_payment_method');
  });
});
