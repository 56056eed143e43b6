import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, placeOf } from './router.ts';

describe('an address of the desk', () => {
  it('names a screen and what follows it', () => {
    assert.deepEqual(placeOf('/desk'), { screen: '', rest: '' });
    assert.deepEqual(placeOf('/desk/'), { screen: '', rest: '' });
    assert.deepEqual(placeOf('/desk/people'), { screen: 'people', rest: '' });
    assert.deepEqual(placeOf('/desk/bookings/b-1/money'), { screen: 'bookings', rest: 'b-1/money' });
  });

  it('is written the same way', () => {
    assert.equal(addressOf(''), '/desk');
    assert.equal(addressOf('bookings', 'b-1'), '/desk/bookings/b-1');
  });
});
