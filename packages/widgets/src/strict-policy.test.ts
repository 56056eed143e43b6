import './testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { bookingScenarios } from './elements/booking/booking.mocks.ts';
import { calendarScenarios } from './elements/combined-calendar/combined-calendar.mocks.ts';
import { intakeScenarios } from './elements/intake-form/intake-form.mocks.ts';
import { allByRole, byRole, deep, textOf } from './testing/queries.ts';
import { play, startMockServer } from './testing/samples/mock-server.ts';

/** Opens a page with these tags, under the strictest policy on which our elements promise to work. */
async function strictPage(tags: string): Promise<HTMLIFrameElement> {
  const page = new URL('./testing/strict-page.ts', import.meta.url);
  return fixture(
    html`<iframe title="Strict page" width="900" height="700" src="/strict${page.pathname}#${tags}"></iframe>`,
  );
}

const body = (page: HTMLIFrameElement) => page.contentDocument?.body ?? document.createElement('body');
const refusals = (page: HTMLIFrameElement) => page.contentWindow?.refusals;

describe('on a page with a strict content security policy', () => {
  before(startMockServer);

  it('the policy is in force: what is not allowed is refused and noticed', async () => {
    const page = await strictPage('');
    await waitUntil(() => refusals(page), 'the page never ran', { timeout: 8000 });
    body(page).setAttribute('style', 'color: red');
    await waitUntil(() => refusals(page)?.length);
    expect(refusals(page)?.[0]).to.contain('style-src');
  });

  it('the calendar loads, shows times, asks whom to see and takes a choice, and nothing is refused', async () => {
    play(...calendarScenarios.default);
    const page = await strictPage('bq-combined-calendar');
    await waitUntil(() => /Monday 23 November/.test(textOf(body(page))), 'no times', { timeout: 8000 });
    byRole(body(page), 'button', /^9:00/).click();
    await waitUntil(() => allByRole(body(page), 'button', 'Dr Dia').length > 0);
    byRole(body(page), 'button', 'Dr Dia').click();
    await waitUntil(() => /with Dr Dia/.test(textOf(body(page))));
    expect(refusals(page)).to.deep.equal([]);
  });

  it('a whole booking can be made, and nothing is refused', async () => {
    play(...bookingScenarios.default());
    const page = await strictPage('bq-booking');
    const press = async (name: string | RegExp) => {
      const found = () => allByRole(body(page), 'button', name);
      await waitUntil(() => found().length > 0, `no button ${name}`, { timeout: 8000 });
      found()[0]?.click();
    };
    await press(/^Free first call 15 min ?, GAPS coaching/);
    await press(/^9:30/);
    await press('Continue');
    const fields = () => allByRole(body(page), 'textbox');
    await waitUntil(() => fields().length === 5, 'no form');
    const typed = ['Alex Sample', 'alex@example.com', '0412 345 678', 'Poor sleep', ''];
    for (const [index, field] of fields().entries()) {
      if ('value' in field) field.value = typed[index];
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    await press(/^Book this time/);
    await waitUntil(() => /You are booked/.test(textOf(body(page))), 'not booked');
    await waitUntil(() => /BOT-2026-1123/.test(textOf(body(page))), 'no number');
    expect(refusals(page)).to.deep.equal([]);
  });

  it('a form is drawn, judged and stopped with help, and nothing is refused', async () => {
    play(...intakeScenarios.default());
    const page = await strictPage('bq-intake-form');
    const element = () => body(page).querySelector('bq-intake-form');
    await waitUntil(() => element(), 'the page never ran', { timeout: 8000 });
    element()?.setAttribute('form', 'mini_intake');
    await waitUntil(() => /First, your safety/.test(textOf(body(page))), 'no form', { timeout: 8000 });
    byRole(body(page), 'button', /^Continue/).click();
    await waitUntil(() => /There are 2 things to fix/.test(textOf(body(page))), 'no summary');
    const plan = [...deep(body(page))].find((each) => each.matches('input[value=plan]'));
    plan?.dispatchEvent(new MouseEvent('click'));
    await waitUntil(() => /13 11 14/.test(textOf(body(page))), 'no help');
    expect(refusals(page)).to.deep.equal([]);
  });
});
