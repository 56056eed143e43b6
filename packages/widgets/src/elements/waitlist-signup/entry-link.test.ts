import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryLinkOf } from './entry-link.ts';

describe('the link to a place on a list', () => {
  it('carries the entry and its token', () => {
    assert.deepEqual(entryLinkOf('#entry=wl_1&token=secret'), {
      entryId: 'wl_1',
      token: 'secret',
      confirm: '',
      answer: '',
    });
  });

  it('carries in the first mail what confirms the address', () => {
    assert.equal(entryLinkOf('#entry=wl_1&token=secret&confirm=yes')?.confirm, 'yes');
  });

  it('carries in the mail about a freed time which button was pressed', () => {
    assert.equal(entryLinkOf('#entry=wl_1&token=secret&offer=of_1&answer=decline')?.answer, 'decline');
  });

  for (const [what, fragment] of [
    ['nothing', ''],
    ['no token', '#entry=wl_1'],
    ['no entry', '#token=secret'],
    ["a booking's link", '#booking=bok_1&token=secret'],
    ["the page's own fragment", '#section-2'],
  ] as const) {
    it(`opens nothing with ${what}`, () => assert.equal(entryLinkOf(fragment), null));
  }
});
