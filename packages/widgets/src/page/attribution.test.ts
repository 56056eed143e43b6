import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attributionOf } from './attribution.ts';

describe('where a visitor came from', () => {
  it('takes campaign names, the referring host and the path', () => {
    const page =
      'https://clinic.example/gaps?utm_source=news&utm_medium=email&utm_campaign=spring&other=1#top';
    assert.deepEqual(attributionOf(page, 'https://search.example/find?q=my+secret'), {
      source: 'news',
      medium: 'email',
      campaign: 'spring',
      referrer: 'search.example',
      landingPage: '/gaps',
    });
  });

  it('leaves out all that looks like an email address', () => {
    const page = 'https://clinic.example/u/alex@example.com?utm_content=alex%40example.com&utm_source=news';
    assert.deepEqual(attributionOf(page, ''), { source: 'news' });
  });

  it('stays within the lengths that the server takes', () => {
    const long = 'x'.repeat(500);
    const found = attributionOf(`https://clinic.example/${long}?utm_term=${long}`, 'not an address');
    assert.equal(found.term?.length, 100);
    assert.equal(found.landingPage?.length, 300);
    assert.equal(found.referrer, undefined);
  });

  it('never ends in half of an emoji, which the server refuses', () => {
    const page = `https://clinic.example/?utm_campaign=${'x'.repeat(99)}%F0%9F%8E%BB`;
    assert.deepEqual(attributionOf(page, '').campaign, 'x'.repeat(99));
  });

  it('makes nothing of a page without an address', () => {
    assert.deepEqual(attributionOf('', ''), {});
  });
});
