import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attribution } from './attribution.ts';
import { waitlistJoin } from './waitlist.ts';

describe("where a visitor came from, by a stranger's request", () => {
  it('is kept as our own pages send it', () => {
    const sent = {
      source: 'google',
      medium: 'cpc',
      campaign: 'spring 2026',
      term: 'sleep & stress',
      content: 'ad-7',
      referrer: 'www.google.com',
      landingPage: '/services/gaps',
    };
    assert.deepEqual(attribution.parse(sent), sent);
  });

  it('is cut to hosts and paths, without query and fragment', () => {
    assert.deepEqual(
      attribution.parse({
        referrer: 'https://mail.example.com/inbox?to=alex',
        landingPage: 'https://www.example.com/book/?patient=alex#token=secret',
        campaign: 'spring?name=alex',
      }),
      { referrer: 'mail.example.com', landingPage: '/book/', campaign: 'spring' },
    );
    const bare = { referrer: 'mail.example.com/inbox', landingPage: '/book#token' };
    assert.deepEqual(attribution.parse(bare), { referrer: 'mail.example.com', landingPage: '/book' });
  });

  it('has no unknown key, no address and nothing of a wrong kind', () => {
    const sent = {
      source: 'alex@example.com',
      medium: 'alex%40example.com',
      campaign: 'alex%2540example.com',
      term: 7,
      content: { name: 'Alex' },
      landingPage: '/u/alex@example.com',
      referrer: '',
      email: 'alex@example.com',
      __proto__: { source: 'inherited' },
    };
    assert.deepEqual(attribution.parse(sent), {});
    for (const odd of ['text', 7, null, []]) assert.deepEqual(attribution.parse(odd), {});
  });

  it('is cut to a length without halving a character, and never refuses a request', () => {
    const { source, landingPage } = attribution.parse({
      source: `${'a'.repeat(99)}😀`,
      landingPage: `/${'b'.repeat(1000)}`,
    });
    assert.equal(source, 'a'.repeat(99));
    assert.equal(landingPage?.length, 300);
  });

  it('knows the first and the last campaign of a visit, and the clicks on ads, each cleaned alike', () => {
    const sent = {
      ...{ source: 'google', campaign: 'spring', id: '21437865432', landingPage: '/book?name=alex' },
      first: {
        ...{ source: 'alex@example.com', medium: 'email', referrer: 'https://mail.example.com/x' },
        ...{ click: 'msclkid', more: 1 },
      },
      click: 'alex',
      clickIds: { gclid: 'Cj0KCQ', fbclid: 'alex@example.com' },
    };
    assert.deepEqual(attribution.parse(sent), {
      ...{ source: 'google', campaign: 'spring', id: '21437865432', landingPage: '/book' },
      first: { medium: 'email', referrer: 'mail.example.com', click: 'msclkid' },
      clickIds: { gclid: 'Cj0KCQ' },
    });
    assert.deepEqual(attribution.parse({ source: 'news', first: 'odd', clickIds: 7 }), { source: 'news' });
  });

  it('is left out where nothing was sent', () => {
    const join = {
      ...{ service: 'counseling', name: 'Alex Sample', email: 'alex@example.com' },
      ...{ interestLevel: 4, contactPreference: 'email', consent: true },
    };
    assert.ok(!('attribution' in waitlistJoin.parse(join)));
    assert.deepEqual(waitlistJoin.parse({ ...join, attribution: 'odd' }).attribution, {});
  });
});
