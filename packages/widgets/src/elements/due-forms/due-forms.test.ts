import '../../testing/guards/console-guard.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents, tellPage } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, deep, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { intakeScenarios } from '../intake-form/intake-form.mocks.ts';
import type { DueForms } from './due-forms.ts';
import './due-forms.ts';

const booking = { bookingId: 'bok_1', manageToken: 'secret' };

async function place(
  forms: readonly FormId[],
  { submitted = [] as readonly FormId[], scenario = intakeScenarios.default() as RequestHandler[] } = {},
): Promise<DueForms> {
  play(...scenario);
  return fixture(
    html`<bq-due-forms .booking=${booking} .forms=${forms} .submitted=${submitted}></bq-due-forms>`,
  );
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears: ${textOf(root)}`);
  return byRole(root, role, name);
}

const says = (root: Element, words: string) =>
  waitUntil(() => textOf(root).includes(words), `"${words}" appears; there is: ${textOf(root)}`);
const hasFocus = (name: string) =>
  waitUntil(() => focusedName() === name, `"${name}" takes focus; it is on "${focusedName()}"`);

function open(element: DueForms): HTMLElement | undefined {
  return [...deep(element.renderRoot)].find(
    (each): each is HTMLElement => each.localName === 'bq-intake-form' && each.checkVisibility(),
  );
}

function intake(element: DueForms): HTMLElement {
  const found = open(element);
  if (!found) throw new Error('no form is open');
  return found;
}

const miniNow = 'Fill it in now, Before your first call';
let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => startClock());
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
});

describe('the forms that a booking asks for, where forms cannot be loaded', () => {
  it('leads to the email, and tries again', async () => {
    const element = await place(['mini_intake']);
    (await appears(element, 'button', /^Fill it in now/)).click();
    await hasFocus('The form could not be loaded');
    await says(element, 'use the link in our email');
    await expectAccessible(element);
    await import('../intake-form/intake-form.ts');
    byRole(element, 'button', 'Try again').click();
    await waitUntil(() => open(element), 'the form opens');
    expect(textOf(element)).not.to.include('could not be loaded');
  });
});

describe('the forms that a booking asks for', () => {
  it('are listed with their titles and how long they take, in the order in which they build on each other', async () => {
    const element = await place(['medical_history', 'full_intake']);
    await appears(element, 'heading', '2 forms before you meet');
    await says(element, 'Fill them in now, or later by the links in our email.');
    await waitUntil(() => textOf(element).match(/about \d+ minutes/g)?.length === 2, 'both say how long');
    const names = allByRole(element, 'button').map((button) => button.textContent?.trim());
    expect(names[0]).to.match(/^Fill it in now, .*/);
    expect(names).to.have.length(2);
    await expectAccessible(element);
  });

  it('are read again when the element was taken off the page while it read them', async () => {
    const element = await place(['mini_intake'], { scenario: intakeScenarios.slow() });
    const parent = element.parentElement;
    element.remove();
    play(...intakeScenarios.default());
    parent?.append(element);
    await says(element, 'Before your first call');
  });

  it('have names of our own when theirs cannot be read', async () => {
    const element = await place(['mini_intake'], { scenario: intakeScenarios.error() });
    await says(element, 'Before your first call');
    byRole(element, 'button', 'Fill it in now, Before your first call');
  });

  it('say which are done', async () => {
    const element = await place(['mini_intake', 'medical_history'], { submitted: ['medical_history'] });
    await appears(element, 'heading', 'One form before you meet');
    await says(element, 'Medical history');
    expect(allByRole(element, 'button')).to.have.length(1);
    expect(textOf(element).match(/Done/g)).to.have.length(1);
    await expectAccessible(element);
  });

  it('say so when all are done', async () => {
    const element = await place(['mini_intake'], { submitted: ['mini_intake'] });
    await says(element, 'We have all of them');
    expect(allByRole(element, 'button')).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('open in place with the booking’s own key, are left for later, and keep what was begun', async () => {
    const element = await place(['mini_intake']);
    (await appears(element, 'button', /^Fill it in now/)).click();
    await waitUntil(() => focusedName() !== '' && open(element)?.matches(':focus-within'), 'it takes focus');
    const form = intake(element);
    expect(form).to.include({ form: 'mini_intake', booking: 'bok_1', token: 'secret' });
    await appears(element, 'heading', 'Before your first call');
    await expectAccessible(element);
    const later = byRole(element, 'button', /^Do it later/);
    expect(later.getAttribute('aria-expanded')).to.equal('true');
    later.click();
    await waitUntil(() => focusedName().startsWith('Go on with it'), 'focus is back in the list');
    expect(form.checkVisibility()).to.equal(false);
    byRole(element, 'button', /^Go on with it/).click();
    await waitUntil(() => form.checkVisibility(), 'the very same form is shown');
  });

  it('show as done once they are sent, and lead on to the next', async () => {
    const element = await place(['full_intake', 'medical_history']);
    await waitUntil(() => textOf(element).match(/about \d+ minutes/g)?.length === 2, 'both titles are there');
    allByRole(element, 'button', /^Fill it in now/)[0]?.click();
    await waitUntil(() => open(element), 'it opens');
    tellPage(intake(element), 'bq-form-submitted', { form: 'full_intake' });
    await appears(element, 'heading', 'One form before you meet');
    await says(element, 'Done');
    const next = [...intake(element).children].find((child) => child.slot === 'sent');
    expect(next?.textContent?.trim()).to.match(/^Next: /);
    if (next instanceof HTMLElement) next.click();
    await waitUntil(() => open(element)?.matches('[hidden] ~ *'), 'the other form is shown');
    expect(intake(element)).to.include({ form: 'medical_history' });
    tellPage(intake(element), 'bq-form-submitted', { form: 'medical_history' });
    await says(element, 'We have all of them');
  });

  it('are reached with the keyboard alone', async () => {
    const element = await place(['mini_intake']);
    await appears(element, 'button', miniNow);
    await tabTo(miniNow);
    await press('Enter');
    await waitUntil(() => open(element)?.matches(':focus-within'), 'the form takes focus');
  });

  it('need no sideways scrolling at 320 pixels', async () => {
    const element = await place(['full_intake', 'gaps_assessment']);
    element.style.inlineSize = '320px';
    await says(element, 'about');
    expect(element.scrollWidth).to.equal(320);
  });
});
