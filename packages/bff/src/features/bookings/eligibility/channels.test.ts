import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookingChannels } from '../../catalogue/index.ts';
import { isPaidOnline, mayBook } from './channels.ts';

describe('the channel of a booking', () => {
  it('says who may book through it', () => {
    const allowed = (actor: Parameters<typeof mayBook>[0]) =>
      bookingChannels.filter((channel) => mayBook(actor, channel));
    assert.deepEqual(allowed({ kind: 'patient' }), ['online', 'waitlist_offer']);
    assert.deepEqual(allowed({ kind: 'staff', subject: 'reception-1' }), ['phone']);
    assert.deepEqual(allowed({ kind: 'system' }), []);
  });

  it('says how a visit with a price is paid', () => {
    const paid = (priceCents: number | null) =>
      bookingChannels.filter((channel) => isPaidOnline({ channel, priceCents }));
    assert.deepEqual(paid(7900), ['online', 'waitlist_offer']);
    assert.deepEqual(paid(0), []);
    assert.deepEqual(paid(null), []);
  });
});
