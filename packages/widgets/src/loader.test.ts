import './testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { HttpResponse, http } from 'msw';
import { answerTo } from './elements/combined-calendar/combined-calendar.mocks.ts';
import { wantElement } from './page/neighbours/want-element.ts';
import { expectAccessible } from './testing/expect-accessible.ts';
import { play, startMockServer } from './testing/samples/mock-server.ts';
import { sampleCatalogue } from './testing/samples/sample-catalogue.ts';

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

  describe('while the code of an element is on its way', () => {
    before(startMockServer);

    for (const tag of ['bq-booking', 'bq-combined-calendar'] as const) {
      it(`requests what ${tag} asks first, and the element takes those answers`, async () => {
        await import('./loader.ts');
        const asked: string[] = [];
        play(
          http.get('*/api/catalogue', ({ request }) => {
            asked.push(request.url);
            return HttpResponse.json(sampleCatalogue);
          }),
          http.get('*/api/calendars/combined', ({ request }) => {
            asked.push(request.url);
            return HttpResponse.json(answerTo(request));
          }),
        );
        const api = `https://${tag}.example/`;
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries({ api, service: 'gaps_coaching', visit: 'followup' })) {
          element.setAttribute(name, value);
        }
        const ready = new Promise((resolve) => element.addEventListener('bq-ready', resolve, { once: true }));
        const page = await fixture(html`<div></div>`);
        page.append(element);
        await ready;
        const calendars = () => asked.filter((url) => url.includes('/calendars/'));
        // The month in view, and the next one when the page is idle: each once.
        await waitUntil(() => calendars().length === 2, '', { timeout: 5000 });
        expect(asked.filter((url) => url.endsWith('/catalogue'))).to.have.length(1);
        expect(new Set(asked).size).to.equal(asked.length);
        const early = (window as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for('bq-early')];
        const requested = [...(early ?? [])].filter(([url]) => url.startsWith(api));
        expect(requested.map(([url]) => url).sort()).to.deep.equal(
          asked.filter((url) => url !== calendars()[1]).sort(),
        );
        expect(requested.map(([, answer]) => answer)).to.deep.equal([undefined, undefined]);
      });
    }
  });

  it('does no harm when it is pasted twice', async () => {
    const twice = new URL('./loader.ts?pasted=again', import.meta.url).href;
    await import(twice);
    await fixture(html`<bq-combined-calendar></bq-combined-calendar>`);
  });
});
