import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseForm } from './form.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)));

describe('a form-encoded body', () => {
  it('nests by brackets, named and numbered', () => {
    assert.deepEqual(plain('amount=9900&metadata[booking_id]=b1&automatic_payment_methods[enabled]=true'), {
      amount: '9900',
      metadata: { booking_id: 'b1' },
      automatic_payment_methods: { enabled: 'true' },
    });
    assert.deepEqual(plain('expand[0]=latest_charge&expand[1]=payment_method'), {
      expand: ['latest_charge', 'payment_method'],
    });
    assert.deepEqual(plain('expand[]=a&expand[]=b'), { expand: ['a', 'b'] });
    assert.deepEqual(plain('items[0][price][amount]=1&items[1][price][amount]=2'), {
      items: [{ price: { amount: '1' } }, { price: { amount: '2' } }],
    });
  });

  it('decodes names and values', () => {
    assert.deepEqual(plain('metadata%5Bnote%5D=a%20b%26c&receipt_email=a%2Bb%40example.com'), {
      metadata: { note: 'a b&c' },
      receipt_email: 'a+b@example.com',
    });
  });

  it('is empty for an empty body', () => {
    assert.deepEqual(plain(''), {});
  });

  it('reaches no prototype', () => {
    parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });
});
