import '../../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { optionView } from './option.ts';

describe('a field that must be filled in', () => {
  it('is not called invalid before anything is typed', async () => {
    // Firefox tells screen readers "invalid entry" of each empty control with `required`, and of its form.
    const form = await fixture<HTMLFormElement>(
      html`<form>${optionView({ type: 'checkbox', words: 'I agree', checked: false, required: true, choose: () => undefined })}</form>`,
    );
    expect(form.matches(':invalid')).to.equal(false);
    expect(form.querySelector('input')?.ariaRequired).to.equal('true');
  });
});
