import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { touchOf } from './touch-of-page.ts';

describe('where a visitor came from', () => {
  it('takes campaign names, the referring host and the path', () => {
    const page =
      'https://clinic.example/gaps?utm_source=news&utm_medium=email&utm_campaign=spring&other=1#top';
    assert.deepEqual(touchOf(page, 'https://search.example/find?q=my+secret'), {
      source: 'news',
      medium: 'email',
      campaign: 'spring',
      referrer: 'search.example',
      landingPage: '/gaps',
    });
  });

  it('leaves out all that looks like an email address', () => {
    const page = 'https://clinic.example/u/alex@example.com?utm_content=alex%40example.com&utm_source=news';
    assert.deepEqual(touchOf(page, ''), { source: 'news' });
  });

  it('stays within the lengths that the server takes', () => {
    const long = 'x'.repeat(500);
    const found = touchOf(`https://clinic.example/${long}?utm_term=${long}`, 'not an address');
    assert.equal(found.term?.length, 100);
    assert.equal(found.landingPage?.length, 300);
    assert.equal(found.referrer, undefined);
  });

  it('never ends in half of an emoji, which the server refuses', () => {
    const page = `https://clinic.example/?utm_campaign=${'x'.repeat(99)}%F0%9F%8E%BB`;
    assert.deepEqual(touchOf(page, '').campaign, 'x'.repeat(99));
  });

  it('makes nothing of a page without an address', () => {
    assert.deepEqual(touchOf('', ''), {});
  });

  it('takes the id of a campaign, and the network of a click on an ad', () => {
    const page = 'https://clinic.example/gaps?utm_id=214&utm_campaign=spring&msclkid=abc';
    assert.deepEqual(touchOf(page, ''), {
      campaign: 'spring',
      id: '214',
      landingPage: '/gaps',
      click: 'msclkid',
    });
  });

  it('takes no link from the same site for a referral, with or without www', () => {
    assert.deepEqual(touchOf('https://www.clinic.example/book', 'https://clinic.example/'), {
      landingPage: '/book',
    });
  });

  it('has no token in the path', () => {
    assert.deepEqual(touchOf('https://clinic.example/f/9f8e7d6c5b4a39281706f5e4d3c2b1a0', ''), {
      landingPage: '/f/*',
    });
  });
});
