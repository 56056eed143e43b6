import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayAfter, dayIn, formatIn, isZoneName } from './zone.ts';

describe('a day in a time zone', () => {
  it('starts at midnight of the zone, in summer and in winter', () => {
    const melbourne = (instant: string) => dayIn('Australia/Melbourne', new Date(instant));
    assert.equal(melbourne('2026-11-22T12:59:59Z'), '2026-11-22');
    assert.equal(melbourne('2026-11-22T13:00:00Z'), '2026-11-23');
    assert.equal(melbourne('2026-07-05T13:59:59Z'), '2026-07-05');
    assert.equal(melbourne('2026-07-05T14:00:00Z'), '2026-07-06');
  });

  it('differs from zone to zone at one instant', () => {
    const instant = new Date('2026-12-31T13:30:00Z');
    assert.equal(dayIn('UTC', instant), '2026-12-31');
    assert.equal(dayIn('Australia/Brisbane', instant), '2026-12-31');
    assert.equal(dayIn('Australia/Melbourne', instant), '2027-01-01');
    assert.equal(dayIn('America/New_York', instant), '2026-12-31');
  });

  it('counts days over the ends of months and years, and over changes of the clocks', () => {
    assert.equal(dayAfter('2028-02-28', 1), '2028-02-29');
    assert.equal(dayAfter('2027-02-28', 1), '2027-03-01');
    assert.equal(dayAfter('2026-12-31', 1), '2027-01-01');
    assert.equal(dayAfter('2026-10-04', 1), '2026-10-05');
    assert.equal(dayAfter('2027-04-05', -7), '2027-03-29');
  });
});

describe('the name of a time zone', () => {
  it('is an IANA name', () => {
    for (const name of ['Australia/Melbourne', 'Australia/Lord_Howe', 'Europe/London', 'UTC']) {
      assert.equal(isZoneName(name), true, name);
    }
    for (const name of ['', 'AEST', 'Melbourne', 'Australia/Atlantis', '+11:00']) {
      assert.equal(isZoneName(name), false, name);
    }
  });
});

describe('a formatter', () => {
  it('writes in its zone and its locale', () => {
    const clock = formatIn('Australia/Melbourne', 'en-AU', { hour: 'numeric', minute: '2-digit' });
    assert.equal(clock.format(new Date('2026-11-22T22:30:00Z')), '9:30 am');
  });

  it('is made once for the same zone, locale and options', () => {
    const options = { hour: 'numeric' } as const;
    assert.equal(formatIn('UTC', 'en-AU', options), formatIn('UTC', 'en-AU', { ...options }));
    assert.notEqual(formatIn('UTC', 'en-AU', options), formatIn('UTC', 'en-AU', { hour: '2-digit' }));
    assert.notEqual(formatIn('UTC', 'en-AU', options), formatIn('Australia/Perth', 'en-AU', options));
  });
});
