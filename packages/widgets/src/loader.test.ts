import './testing/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { wantElement } from './page/want-element.ts';
import { expectAccessible } from './testing/expect-accessible.ts';

describe('the script tag of a page', () => {
  it('leaves an element alone that a page without it wants', async () => {
    expect(await wantElement('bq-service-picker')).to.equal(false);
  });

  it('imports the module of a tag that is added later, once, and leaves other pages alone', async () => {
    await import('./loader.ts');
    expect(customElements.get('bq-combined-calendar')).to.equal(undefined);
    const element = await fixture(html`<div><bq-combined-calendar>Call us</bq-combined-calendar></div>`);
    await customElements.whenDefined('bq-combined-calendar');
    await expectAccessible(element);
  });

  it('has the module of an element loaded that another element leads to', async () => {
    await import('./loader.ts');
    expect(customElements.get('bq-service-picker')).to.equal(undefined);
    expect(await wantElement('bq-service-picker')).to.equal(true);
    expect(await wantElement('bq-service-picker'), 'again').to.equal(true);
  });

  it('knows no element that is not ours', async () => {
    await import('./loader.ts');
    expect(await wantElement('x-elsewhere')).to.equal(false);
  });

  it('does no harm when it is pasted twice', async () => {
    const twice = new URL('./loader.ts?pasted=again', import.meta.url).href;
    await import(twice);
    await fixture(html`<bq-combined-calendar></bq-combined-calendar>`);
  });
});
