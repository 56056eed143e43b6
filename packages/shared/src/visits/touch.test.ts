import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanClickIds, cleanTouch } from './touch.ts';

const landing = (landingPage: string) => cleanTouch({ landingPage }).landingPage;

describe('how a visitor came to the site', () => {
  it('keeps the words of a landing page', () => {
    for (const path of [
      '/',
      '/services/gaps',
      '/blog/how-to-sleep-better-in-2026',
      '/2026/11/23/naturopathy-101',
    ]) {
      assert.equal(landing(path), path);
    }
  });

  it('has no token, id or number of a person in the landing page', () => {
    for (const secret of [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGV4In0.c2lnbmF0dXJl',
      '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
      '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
      'Zk3_pQ-9vX2mB7nL0aTq',
      '2123456701',
    ]) {
      assert.equal(landing(`/account/${secret}/book?x=1#y`), '/account/*/book', secret);
    }
  });

  it('has no phone number in any piece', () => {
    for (const phone of [
      '0491 570 006',
      '+61491570006',
      '%2B61491570006',
      '61491570006',
      '(03) 9010 1234',
      'x-0491-570-006',
    ]) {
      assert.deepEqual(cleanTouch({ campaign: phone, landingPage: `/call/${phone}` }), {}, phone);
    }
    assert.equal(cleanTouch({ id: '21437865432' }).id, '21437865432', 'the id of a campaign');
  });

  it('takes the host of a referrer that is no web address as it was said', () => {
    assert.equal(
      cleanTouch({ referrer: 'android-app://com.google.android.gm/' }).referrer,
      'com.google.android.gm',
    );
    assert.equal(cleanTouch({ referrer: 'www.google.com/search?q=x' }).referrer, 'www.google.com');
  });
});

describe('the ids of clicks on ads', () => {
  it('are kept as the networks write them, and nothing else is', () => {
    const ids = { gclid: 'Cj0KCQiA-_x.y~Z', li_fat_id: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' };
    assert.deepEqual(
      cleanClickIds({
        ...ids,
        fbclid: 'alex@example.com',
        msclkid: 7,
        ttclid: 'a b',
        wbraid: '61491570006',
        dclid: 'x',
      }),
      ids,
    );
    for (const odd of [null, 'text', 7, []]) assert.deepEqual(cleanClickIds(odd), {});
  });
});
