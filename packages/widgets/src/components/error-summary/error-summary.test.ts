import '../../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { allByRole } from '../../testing/queries.ts';
import './error-summary.ts';

describe('the links of an error summary', () => {
  it('are as tall as a button', async () => {
    const errors = [
      { field: 'email', message: 'Enter your e-mail address' },
      { field: 'phone', message: 'Enter a mobile number' },
    ];
    const summary = await fixture<HTMLElement>(
      html`<div style="font: 16px/1.45 sans-serif"><bq-error-summary .errors=${errors}></bq-error-summary></div>`,
    );
    const heights = allByRole(summary, 'link').map((link) => link.getBoundingClientRect().height);
    expect(heights).to.have.length(2);
    for (const height of heights) expect(height).to.be.at.least(44);
  });
});
