import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manageLinkOf } from './manage-link.ts';

describe('the link in a mail', () => {
  it('carries the booking and its token', () => {
    assert.deepEqual(manageLinkOf('#booking=bok_1&token=secret', ''), {
      bookingId: 'bok_1',
      token: 'secret',
    });
  });

  it('may leave the booking to the page that it leads to', () => {
    assert.deepEqual(manageLinkOf('#token=secret', 'bok_1'), { bookingId: 'bok_1', token: 'secret' });
  });

  for (const [what, fragment, wanted] of [
    ['nothing', '', ''],
    ['no token', '#booking=bok_1', ''],
    ['no booking', '#token=secret', ''],
    ['another booking than the page is for', '#booking=bok_1&token=secret', 'bok_2'],
    ["the page's own fragment", '#section-2', ''],
  ] as const) {
    it(`opens nothing with ${what}`, () => assert.equal(manageLinkOf(fragment, wanted), null));
  }
});
