import '../../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { allByRole } from '../../testing/queries.ts';
import './banner.ts';

describe('the heading of a banner', () => {
  for (const [where, level, markup] of [
    ['alone in its element', 'H2', html`<bq-banner .heading=${'We could not load the form'}></bq-banner>`],
    [
      'below the heading of its element',
      'H3',
      html`<h2>Your form</h2><bq-banner .heading=${'Not saved'}></bq-banner>`,
    ],
  ] as const) {
    it(`skips no level ${where}`, async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      const root = host.attachShadow({ mode: 'open' });
      const { render } = await import('lit');
      render(markup, root);
      const banner = root.querySelector('bq-banner');
      await Reflect.get(banner ?? host, 'updateComplete');
      expect(allByRole(host, 'heading').at(-1)?.nodeName).to.equal(level);
    });
  }
});
