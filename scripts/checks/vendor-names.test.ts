import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vendorNamesIn } from './vendor-names.ts';

const named = (text: string) => vendorNamesIn(text).map(({ line, name }) => `${line} ${name}`);

describe('vendors that a feature names', () => {
  it('are found in code, comments and texts, with their line', () => {
    const text = [
      "import { x } from '../ports/payments/gateway.ts';",
      "throw new UpstreamError('stripe', 'not_found');",
      '// MediRecords is slow today, and so is Calendly.',
      'const jotformNotices = 1;',
    ].join('\n');
    assert.deepEqual(named(text), ['2 stripe', '3 MediRecords', '3 Calendly', '4 jotform']);
  });

  it('may be keys of clinic.yaml and addresses of our API', () => {
    assert.deepEqual(
      named(
        'const { provider } = practitioner.medirecords; clinic.jotform.forms; path: endpoints.stripeWebhook,',
      ),
      [],
    );
    assert.deepEqual(named('endpoints.stripeWebhook // Stripe'), ['1 Stripe']);
  });
});
