import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountMistake, type StripeAccount } from './account.ts';

const sandbox: StripeAccount = {
  secretKey: 'sk_test_sandbox',
  publishableKey: 'pk_test_sandbox',
  webhookSecret: 'whsec_sandbox',
  apiBase: 'http://localhost:8791',
  scriptUrl: 'http://localhost:8791/endive/stripe.js',
};
const live: StripeAccount = {
  secretKey: 'sk_live_of_a_test',
  publishableKey: 'pk_live_of_a_test',
  webhookSecret: 'whsec_of_a_test',
  apiBase: 'https://api.stripe.com',
  scriptUrl: 'https://js.stripe.com/endive/stripe.js',
};
const preview = { production: false };
const production = { production: true };

describe("Stripe's settings", () => {
  it('may lead to the sandbox in a preview, and to Stripe anywhere', () => {
    assert.equal(accountMistake(sandbox, preview), null);
    assert.equal(accountMistake(live, preview), null);
    assert.equal(accountMistake(live, production), null);
    assert.equal(accountMistake({ ...live, apiBase: 'https://api.stripe.com/' }, production), null);
  });

  it('never lead to a stand-in in production, nor with live keys', () => {
    assert.match(accountMistake(sandbox, production) ?? '', /^STRIPE_API_BASE .* production/);
    const script = 'https://js.stripe.com.example.com/endive/stripe.js';
    for (const where of [preview, production]) {
      assert.match(accountMistake({ ...live, scriptUrl: script }, where) ?? '', /^STRIPE_JS_URL .* live/);
      assert.match(accountMistake({ ...live, apiBase: sandbox.apiBase }, where) ?? '', /^STRIPE_API_BASE/);
    }
  });

  it('are of one kind, and in their shapes', () => {
    const wrong: [Partial<StripeAccount>, RegExp][] = [
      [{ secretKey: 'pk_test_x' }, /^STRIPE_SECRET_KEY/],
      [{ publishableKey: 'sk_test_x' }, /^STRIPE_PUBLISHABLE_KEY/],
      [{ publishableKey: 'pk_live_x' }, /one kind/],
      [{ webhookSecret: 'secret' }, /^STRIPE_WEBHOOK_SECRET/],
      [{ webhookSecret: 'whsec_x\n' }, /^STRIPE_WEBHOOK_SECRET/],
      [{ apiBase: 'http://localhost:8791/v1' }, /^STRIPE_API_BASE/],
      [{ apiBase: 'localhost' }, /^STRIPE_API_BASE/],
      [{ scriptUrl: '/stripe.js' }, /^STRIPE_JS_URL/],
    ];
    for (const [change, sentence] of wrong) {
      assert.match(accountMistake({ ...sandbox, ...change }, preview) ?? '', sentence);
    }
  });

  it('never show a key in the sentence', () => {
    assert.doesNotMatch(accountMistake({ ...live, publishableKey: 'pk_test_x' }, preview) ?? '', /of_a_test/);
  });
});
