import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastPeople } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import fc from 'fast-check';
import { type CampaignName, campaignOf } from './campaign-of.ts';
import { type CampaignFact, countCampaigns } from './count-campaigns.ts';

const own = new Set(['www.botaniqal.example']);
const named = (campaign: string, source = 'google'): CampaignName => ({
  kind: 'campaign',
  source,
  medium: 'cpc',
  campaign,
});
const booked = (campaign: CampaignName, person: string, revenueCents = 0): CampaignFact => ({
  campaign,
  person,
  what: 'booking',
  confirmed: true,
  revenueCents,
});
const people = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `p${from + index}`);

describe('the campaign that a visit counts for', () => {
  it('is what the address named, with the id where it has no name', () => {
    assert.deepEqual(campaignOf({ source: 'news', medium: 'email', campaign: 'may' }, own), {
      ...{ kind: 'campaign', source: 'news', medium: 'email', campaign: 'may' },
    });
    assert.deepEqual(campaignOf({ id: '214', click: 'gclid' }, own), {
      ...{ kind: 'campaign', source: 'google', medium: null, campaign: '214' },
    });
  });

  it('is the ad, the site that linked here, or said to be unknown', () => {
    const kindOf = (touch: Parameters<typeof campaignOf>[0]) => {
      const { kind, source } = campaignOf(touch, own);
      return [kind, source];
    };
    assert.deepEqual(kindOf({ click: 'fbclid', referrer: 'l.facebook.com' }), ['ad', 'facebook']);
    assert.deepEqual(kindOf({ referrer: 'www.google.com', landingPage: '/' }), [
      'referral',
      'www.google.com',
    ]);
    assert.deepEqual(kindOf({ referrer: 'www.botaniqal.example' }), ['unknown', null]);
    assert.deepEqual(kindOf({ landingPage: '/' }), ['unknown', null]);
    assert.deepEqual(kindOf(null), ['unknown', null]);
  });
});

describe('counts by campaign', () => {
  it('show what five people did, and hide what fewer did', () => {
    const facts = [
      ...people(5).map((person) => booked(named('spring'), person, 1000)),
      ...people(4, 5).map((person) => booked(named('autumn'), person, 1000)),
    ];
    const { rows, total } = countCampaigns(facts);
    assert.deepEqual(
      rows.map(({ campaign, confirmed, revenueCents, waitlist }) => [
        campaign,
        confirmed,
        revenueCents,
        waitlist,
      ]),
      [
        ['spring', 5, 5000, 0],
        ['autumn', null, null, 0],
      ],
    );
    assert.equal(total.confirmed, null, 'it would tell what autumn has');
    assert.equal(total.waitlist, 0);
  });

  it('count people, not what one person did often', () => {
    const facts = Array.from({ length: 9 }, () => booked(named('spring'), 'p1', 1000));
    assert.equal(countCampaigns(facts).rows[0]?.confirmed, null);
  });

  it('take spellings with capitals for one campaign', () => {
    const facts = people(6).map((person, index) =>
      booked(named(index % 2 ? 'Spring' : 'spring', index % 3 ? 'google' : 'GOOGLE'), person),
    );
    const { rows } = countCampaigns(facts);
    assert.deepEqual(
      rows.map(({ confirmed }) => confirmed),
      [6],
    );
  });

  it('add up the smallest when there are very many', () => {
    const facts = people(20).map((person, index) => booked(named(`c${index < 6 ? 0 : index}`), person));
    const { rows, total } = countCampaigns(facts, 3);
    assert.deepEqual(
      rows.map(({ kind, confirmed }) => [kind, confirmed]),
      [
        ['other', 13],
        ['campaign', 6],
        ['campaign', null],
      ],
    );
    assert.equal(total.confirmed, null);
  });

  it('show no count of one to four people, and no total from which one follows', () => {
    const fact = fc.record({
      campaign: fc.constantFrom(named('a'), named('b'), named('c'), campaignOf(null, own)),
      person: fc.integer({ min: 0, max: 12 }).map((one) => `p${one}`),
      what: fc.constantFrom('booking' as const, 'waitlist' as const, 'triage' as const),
      confirmed: fc.boolean(),
      revenueCents: fc.constantFrom(0, 7900),
    });
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60 }), (facts) => {
        const { rows, total } = countCampaigns(facts);
        const peopleOf = (some: readonly CampaignFact[]) => new Set(some.map(({ person }) => person)).size;
        const waiting = facts.filter(({ what }) => what === 'waitlist');
        for (const row of rows) {
          const of = waiting.filter(
            ({ campaign }) => campaign.campaign === row.campaign && campaign.kind === row.kind,
          );
          const isSmall = of.length > 0 && peopleOf(of) < leastPeople;
          assert.equal(row.waitlist, isSmall ? null : of.length);
        }
        const hidden = rows.filter(({ waitlist }) => waitlist === null);
        if (hidden.length === 0) assert.equal(total.waitlist, waiting.length);
        if (hidden.length === 1) assert.equal(total.waitlist, null);
      }),
    );
  });
});
