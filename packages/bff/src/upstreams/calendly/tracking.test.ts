import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SchedulingRequest } from '../../ports/calendar.ts';
import { bookingIdOf, trackingOf } from './tracking.ts';

const request: SchedulingRequest = {
  practitionerId: 'dr_dia',
  service: 'alternative_medicine',
  visit: 'consultation',
  bookingId: 'booking-1',
  start: new Date('2026-11-24T22:00:00Z'),
  invitee: { name: 'Alex Sample', email: 'alex@example.com', timeZone: 'Australia/Perth' },
  answers: [],
};

describe('what travels with an appointment at Calendly', () => {
  it("is the campaign in Calendly's own fields, and our id beside it", () => {
    const campaign = { source: 'google', medium: 'cpc', campaign: 'spring', content: 'ad-7', term: 'sleep' };
    const more = { referrer: 'www.google.com', clickIds: { gclid: 'Cj0' } };
    assert.deepEqual(trackingOf({ ...request, campaign: { ...campaign, ...more } as typeof campaign }), {
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring',
      utm_content: 'ad-7',
      utm_term: 'sleep',
      salesforce_uuid: 'booking-1',
    });
  });

  it('has all six fields without a campaign, because Calendly refuses some of them alone', () => {
    const none = {
      utm_source: null,
      utm_medium: null,
      utm_campaign: null,
      utm_content: null,
      utm_term: null,
    };
    assert.deepEqual(trackingOf(request), { ...none, salesforce_uuid: 'booking-1' });
  });

  it('names our booking, also where an older appointment has its id in another field', () => {
    assert.equal(
      bookingIdOf({ tracking: { salesforce_uuid: 'booking-1', utm_content: 'ad-7' } }),
      'booking-1',
    );
    assert.equal(bookingIdOf({ tracking: { salesforce_uuid: null, utm_content: 'booking-2' } }), 'booking-2');
    for (const tracking of [null, undefined, {}, { salesforce_uuid: '' }]) {
      assert.equal(bookingIdOf({ tracking }), null);
    }
  });
});
