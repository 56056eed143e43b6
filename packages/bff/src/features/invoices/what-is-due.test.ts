import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { documentsDue, gstInside } from './what-is-due.ts';

const nothing = { capturedCents: 0, refundedCents: 0, hasInvoice: false, creditedCents: 0 };

describe('the documents that are due', () => {
  it('are none before money was taken', () => {
    assert.deepEqual(documentsDue(nothing), []);
  });

  it('are an invoice for what was paid, once', () => {
    const paid = { ...nothing, capturedCents: 7900 };
    assert.deepEqual(documentsDue(paid), [{ kind: 'invoice', amountCents: 7900 }]);
    assert.deepEqual(documentsDue({ ...paid, hasInvoice: true }), []);
  });

  it('are a credit note for each refund, and both when the refund was faster', () => {
    const refunded = { ...nothing, capturedCents: 7900, refundedCents: 2000 };
    assert.deepEqual(documentsDue(refunded), [
      { kind: 'invoice', amountCents: 7900 },
      { kind: 'credit_note', amountCents: 2000 },
    ]);
    const more = { ...refunded, hasInvoice: true, refundedCents: 7900, creditedCents: 2000 };
    assert.deepEqual(documentsDue(more), [{ kind: 'credit_note', amountCents: 5900 }]);
  });

  it('stay as they are when a bank sends a refund back, and are not repeated with the next try', () => {
    const credited = { capturedCents: 7900, hasInvoice: true, creditedCents: 7900 };
    assert.deepEqual(documentsDue({ ...credited, refundedCents: 0 }), []);
    assert.deepEqual(documentsDue({ ...credited, refundedCents: 7900 }), []);
  });

  it('never credit more than was paid', () => {
    const cents = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(cents, fc.array(cents), (capturedCents, readings) => {
        let creditedCents = 0;
        for (const refundedCents of readings) {
          for (const due of documentsDue({ capturedCents, refundedCents, hasInvoice: true, creditedCents })) {
            creditedCents += due.amountCents;
          }
        }
        assert.ok(creditedCents <= capturedCents);
      }),
    );
  });

  it('name an eleventh as GST where prices include it', () => {
    assert.equal(gstInside(11_000, true), 1000);
    assert.equal(gstInside(7900, true), 718);
    assert.equal(gstInside(7900, false), 0);
  });
});
