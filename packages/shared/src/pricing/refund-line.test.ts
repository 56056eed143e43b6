import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refundLine } from './refund-line.ts';
import type { RefundTerms } from './refund-policy.ts';

const wording = {
  amount: (cents: number) => `$${(cents / 100).toFixed(2)}`,
  moment: () => 'Monday 30 November, 1:30 pm',
};
const until = new Date('2026-11-30T02:30:00Z');

describe('the line about refunds', () => {
  const rows: readonly [RefundTerms, string][] = [
    [{ kind: 'free' }, ''],
    [{ kind: 'always' }, 'Free to cancel until it starts.'],
    [
      { kind: 'until', until, lateCents: 0 },
      'Free to cancel until Monday 30 November, 1:30 pm. After that no refund.',
    ],
    [
      { kind: 'until', until, lateCents: 3950 },
      'Free to cancel until Monday 30 November, 1:30 pm. After that you get back $39.50 of $79.00.',
    ],
    [
      { kind: 'late', minutes: 30, hours: null, lateCents: 0 },
      'Free to cancel within 30 minutes of booking. After that no refund.',
    ],
    [
      { kind: 'late', minutes: 30, hours: 24, lateCents: 0 },
      'This time starts in less than 24 hours: it cannot be refunded, unless you cancel within 30 minutes of booking.',
    ],
    [
      { kind: 'late', minutes: 1, hours: 1, lateCents: 3950 },
      'This time starts in less than 1 hour: if you cancel, you get back $39.50 of $79.00, or all of it within 1 minute of booking.',
    ],
    [
      { kind: 'late', minutes: 0, hours: 24, lateCents: 0 },
      'This time starts in less than 24 hours: it cannot be refunded.',
    ],
    [
      { kind: 'late', minutes: 0, hours: 24, lateCents: 3950 },
      'This time starts in less than 24 hours: if you cancel, you get back $39.50 of $79.00.',
    ],
  ];
  for (const [terms, words] of rows) {
    it(words || 'is empty for a free visit', () => assert.equal(refundLine(terms, 7900, wording), words));
  }
});
