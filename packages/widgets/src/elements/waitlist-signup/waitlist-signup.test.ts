import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { arriveHere } from '../../page/visit/kept-visit.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, deep, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { asked, forgetAsked, sampleFragment, waitlistScenarios } from './waitlist-signup.mocks.ts';
import type { WaitlistSignup } from './waitlist-signup.ts';
import './waitlist-signup.ts';

before(arriveHere);

const counselling = html`<bq-waitlist-signup service="counseling"><a href="tel:1">Call us</a></bq-waitlist-signup>`;

async function place(
  scenario: RequestHandler[],
  { fragment = '', markup = counselling } = {},
): Promise<WaitlistSignup> {
  play(...scenario);
  history.replaceState(history.state, '', fragment || location.pathname + location.search);
  return fixture(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`);
}

async function hasFocus(name: Name, why: string): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `${why}; it is on "${focusedName()}"`,
  );
}

function input(root: Element, role: string, name: Name): HTMLInputElement {
  const found = byRole(root, role, name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${name} is no input`);
  return found;
}

function type(root: Element, label: Name, text: string): void {
  const field = input(root, 'textbox', label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The value of every control, as a person sees it. */
function standing(root: Element): string[] {
  return allByRole(root, 'textbox').map((each) => (each instanceof HTMLInputElement ? each.value : ''));
}

async function fillIn(element: WaitlistSignup): Promise<void> {
  await appears(element, 'textbox', 'Full name');
  type(element, 'Full name', ' Alex Sample ');
  type(element, 'Email', 'alex@example.com');
  byRole(element, 'radio', 'Soon').click();
  byRole(element, 'checkbox').click();
  await element.updateComplete;
}

const submit = (element: WaitlistSignup) => byRole(element, 'button', /^Join the waitlist/).click();

async function join(element: WaitlistSignup): Promise<void> {
  await fillIn(element);
  submit(element);
}

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => {
  startClock();
  history.replaceState(history.state, '', location.pathname + location.search);
});
beforeEach(() => {
  sessionStorage.clear();
  forgetCatalogue();
  forgetPageEvents();
  forgetAsked();
});

describe('joining a waitlist', () => {
  it('sends what was entered, with the words agreed to, and shows the place', async () => {
    const element = await place(waitlistScenarios.default());
    const told: unknown[] = [];
    element.addEventListener('bq-waitlist-joined', (event) => told.push(event.detail));
    await join(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    await says(element, 'What happens next');
    await hasFocus('You are number 12 of 40', 'the place takes focus');
    const { openForMs, attribution, ...body } = asked[0]?.body ?? {};
    expect(body).to.deep.equal({
      service: 'counseling',
      name: 'Alex Sample',
      email: 'alex@example.com',
      interestLevel: 4,
      contactPreference: 'email',
      consent: true,
      consentVersion: '2026-11-20',
      website: '',
    });
    expect(openForMs).to.be.a('number');
    expect(attribution).to.be.an('object');
    expect(told).to.deep.equal([{ service: 'counseling' }]);
  });

  it('ticks and presumes nothing: agreeing is an act, and so is saying how soon', async () => {
    const element = await place(waitlistScenarios.default());
    await appears(element, 'textbox', 'Full name');
    expect(input(element, 'checkbox', /You may write to me/).checked).to.equal(false);
    const chosen = allByRole(element, 'radio').filter(
      (each) => each instanceof HTMLInputElement && each.checked,
    );
    expect(chosen.map((each) => each.closest('label')?.textContent?.trim())).to.deep.equal(['Email']);
  });

  it('says all that is missing at once, in a summary that takes focus and leads to each field', async () => {
    const element = await place(waitlistScenarios.default());
    await appears(element, 'textbox', 'Full name');
    submit(element);
    await hasFocus('There are 4 things to fix', 'the summary takes focus');
    await expectAccessible(element);
    byRole(element, 'link', 'Choose how soon you would like to start').click();
    await hasFocus('Just curious', 'the link leads to the first radio');
    byRole(element, 'link', /^Tick the box/).click();
    await hasFocus(/^You may write to me/, 'the link leads to the box');
    expect(asked).to.deep.equal([]);
  });

  it('needs a mobile number of who wants to be called or texted, and of no one else', async () => {
    const element = await place(waitlistScenarios.default());
    await fillIn(element);
    byRole(element, 'radio', 'SMS').click();
    submit(element);
    await appears(element, 'link', 'Enter a mobile number that we can text');
    byRole(element, 'radio', 'Email').click();
    await waitUntil(
      () => allByRole(element, 'textbox', 'Mobile (optional)').length === 1,
      'it is optional for who wants emails',
    );
    byRole(element, 'radio', 'Phone call').click();
    await appears(element, 'textbox', 'Mobile');
    type(element, 'Mobile', '0412 345 678');
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked[0]?.body).to.include({ contactPreference: 'phone', phone: '0412 345 678' });
    await says(element, 'we call you');
  });

  it('judges a field when it is left, and takes the words away when it holds', async () => {
    const element = await place(waitlistScenarios.default());
    (await appears(element, 'textbox', 'Postcode (optional)')).focus();
    await typeText('30');
    expect(textOf(element)).to.not.include('four digits');
    await press('Tab');
    await says(element, 'Enter a postcode of four digits');
    type(element, 'Postcode (optional)', '3000');
    await waitUntil(() => !textOf(element).includes('four digits'), 'the words are gone');
  });

  it('has a field for machines that people, screen readers and autofill pass by', async () => {
    const element = await place(waitlistScenarios.default());
    await fillIn(element);
    const trap = [...deep(element.shadowRoot ?? element)].find((each) => each.matches('.trap input'));
    if (!(trap instanceof HTMLInputElement)) throw new Error('there is no trap');
    expect(trap.closest('[aria-hidden=true]')).to.not.equal(null);
    expect(trap.tabIndex).to.equal(-1);
    expect(trap.autocomplete).to.equal('off');
    expect(trap.name).to.not.match(/web|site|url|name|mail|phone|address|company/);
    for (const hint of ['1pIgnore', 'lpignore', 'bwignore', 'formType'])
      expect(trap.dataset[hint]).to.not.equal(undefined);
    trap.value = 'https://spam.example';
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked[0]?.body.website).to.equal('https://spam.example');
  });

  it('lets the person choose the list where the page names none', async () => {
    const element = await place(waitlistScenarios.default(), {
      markup: html`<bq-waitlist-signup></bq-waitlist-signup>`,
    });
    await fillIn(element);
    submit(element);
    await appears(element, 'link', 'Choose which service you are waiting for');
    byRole(element, 'radio', 'Equine therapy').click();
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked[0]?.body.service).to.equal('equine_therapy');
  });

  it('says so when the email address is to be confirmed', async () => {
    const element = await place(waitlistScenarios.doubleOptIn());
    await join(element);
    await appears(element, 'heading', 'Check your email');
  });

  it('shows a person who is on the list already where they stand, and leaves all else to the mail', async () => {
    const element = await place(waitlistScenarios.repeat());
    await join(element);
    await says(element, 'You are on the list already');
    await says(element, 'use the link in our email');
    expect(allByRole(element, 'button', 'Leave the list')).to.deep.equal([]);
  });

  it('can be done with the keyboard alone', async () => {
    const element = await place(waitlistScenarios.default());
    await appears(element, 'textbox', 'Full name');
    await tabTo('Full name');
    await typeText('Alex Sample');
    await tabTo('Email', 2);
    await typeText('alex@example.com');
    await tabTo('Just curious', 4);
    await press('ArrowDown');
    await tabTo(/^Email/, 2);
    await tabTo(/^You may write to me/, 2);
    await press('Space');
    await sendKeys({ press: 'Tab' });
    await press('Enter');
    await hasFocus('You are number 12 of 40', 'the place takes focus');
    expect(asked[0]?.body.interestLevel).to.equal(2);
    await tabTo('Change', 3);
    await tabTo('Leave the list', 2);
    await press('Enter');
    await hasFocus('Leave the list?', 'the question takes focus');
    await tabTo(/^Yes, leave/, 1);
    await press('Enter');
    await hasFocus('You have left the list', 'what was done takes focus');
  });
});

describe('when joining does not go as hoped', () => {
  it('asks again under the same key when the answer was lost, and nothing typed is gone', async () => {
    const element = await place(waitlistScenarios.breaks());
    await join(element);
    await hasFocus('You are not on the list yet', 'the notice takes focus');
    byRole(element, 'link', 'Call (03) 7010 4321');
    expect(standing(element)).to.deep.equal([' Alex Sample ', 'alex@example.com', '', '', '']);
    await expectAccessible(element);
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked).to.have.length(2);
    expect(asked[1]).to.deep.equal(asked[0]);
  });

  it('shows what the server refuses at its field, in our words', async () => {
    const element = await place(waitlistScenarios.invalid());
    await fillIn(element);
    type(element, 'Postcode (optional)', '0000');
    submit(element);
    await hasFocus('There are 2 things to fix', 'the summary takes focus');
    await expectAccessible(element);
    expect(textOf(element)).to.not.include('must be something else');
    expect(input(element, 'textbox', 'Email').getAttribute('aria-invalid')).to.equal('true');
    type(element, 'Postcode (optional)', '');
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked[1]?.key).to.not.equal(asked[0]?.key);
  });

  it('tells a person who was taken for a machine how to go on, without a puzzle', async () => {
    const element = await place(waitlistScenarios.bot());
    await join(element);
    await says(element, 'Wait a moment and send it again, or call us.');
    byRole(element, 'link', 'Call (03) 7010 4321');
    submit(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(Number(asked[1]?.body.openForMs)).to.be.greaterThan(Number(asked[0]?.body.openForMs));
  });

  it('sends once, however often the button is pressed', async () => {
    const element = await place(waitlistScenarios.sending());
    await join(element);
    await waitUntil(() => textOf(element).includes('Joining…'), 'the button says so');
    submit(element);
    await waitUntil(() => asked.length > 0, 'it was sent');
    await expectAccessible(element);
    expect(asked).to.have.length(1);
  });
});

describe('a place on a list', () => {
  const byLink = { fragment: sampleFragment };

  it('is shown to who opens the link in the mail', async () => {
    const element = await place(waitlistScenarios.default(), byLink);
    await appears(element, 'heading', 'Waitlist: Counselling');
    await appears(element, 'heading', 'You are number 12 of 40');
  });

  it('is confirmed by the link of the first mail', async () => {
    const element = await place(waitlistScenarios.confirms(), { fragment: `${sampleFragment}&confirm=yes` });
    await appears(element, 'heading', 'You are number 12 of 40');
    expect(asked.map(({ what, body }) => ({ what, body }))).to.deep.equal([
      { what: 'confirm', body: { confirm: 'yes' } },
    ]);
    expect(allByRole(element, 'heading', 'Check your email')).to.deep.equal([]);
  });

  it('is shown all the same when the code of the first mail is no good any more', async () => {
    const element = await place(waitlistScenarios.confirmTooLate(), {
      fragment: `${sampleFragment}&confirm=old`,
    });
    await appears(element, 'heading', 'You are number 12 of 40');
  });

  it('leaves the form of another list alone', async () => {
    const element = await place(waitlistScenarios.default(), {
      ...byLink,
      markup: html`<bq-waitlist-signup service="equine_therapy"></bq-waitlist-signup>`,
    });
    await appears(element, 'heading', 'Waitlist: Equine therapy');
    await appears(element, 'textbox', 'Full name');
  });

  it('is left after one question, and can be taken again', async () => {
    const element = await place(waitlistScenarios.default(), byLink);
    (await appears(element, 'button', 'Leave the list')).click();
    await hasFocus('Leave the list?', 'the question takes focus');
    await expectAccessible(element);
    byRole(element, 'button', 'Stay on the list').click();
    await hasFocus('Leave the list', 'focus is back where it came from');
    byRole(element, 'button', 'Leave the list').click();
    (await appears(element, 'button', /^Yes, leave/)).click();
    await hasFocus('You have left the list', 'what was done takes focus');
    expect(asked.map(({ what }) => what)).to.deep.equal(['leave']);
    await expectAccessible(element);
    byRole(element, 'button', 'Join again').click();
    await appears(element, 'textbox', 'Full name');
    await join(element);
    await appears(element, 'heading', 'You are number 12 of 40');
  });

  it('stays when leaving it fails, and is left under the same key', async () => {
    const element = await place(waitlistScenarios.breaks(), byLink);
    (await appears(element, 'button', 'Leave the list')).click();
    (await appears(element, 'button', /^Yes, leave/)).click();
    await hasFocus('You are still on the list', 'the notice takes focus');
    await expectAccessible(element);
    byRole(element, 'button', /^Yes, leave/).click();
    await appears(element, 'heading', 'You have left the list');
    expect(asked).to.have.length(2);
    expect(asked[1]?.key).to.equal(asked[0]?.key);
  });

  it('keeps another way to be reached, and asks for the number that it needs', async () => {
    const element = await place(waitlistScenarios.default(), byLink);
    (await appears(element, 'button', 'Change')).click();
    await hasFocus(/^Email/, 'the chosen one takes focus');
    byRole(element, 'radio', 'SMS').click();
    await appears(element, 'textbox', 'Mobile');
    byRole(element, 'button', /^Save/).click();
    await says(element, 'Enter a mobile number that we can text');
    await hasFocus('Mobile', 'the field takes focus');
    await expectAccessible(element);
    type(element, 'Mobile', '0412 345 678');
    byRole(element, 'button', /^Save/).click();
    await hasFocus('Change', 'focus is back where it came from');
    expect(asked.at(-1)?.body).to.deep.equal({ contactPreference: 'sms', phone: '0412 345 678' });
    expect(textOf(element)).to.match(/How we reach you : SMS/);
  });

  it('keeps what was chosen on the page when it cannot be saved', async () => {
    const element = await place(waitlistScenarios.breaks(), byLink);
    (await appears(element, 'button', 'Change')).click();
    (await appears(element, 'radio', 'Phone call')).click();
    await appears(element, 'textbox', 'Mobile');
    type(element, 'Mobile', '0412 345 678');
    byRole(element, 'button', /^Save/).click();
    await hasFocus('Nothing was changed', 'the notice takes focus');
    expect(input(element, 'textbox', 'Mobile').value).to.equal('0412 345 678');
  });

  it('offers the way back to the form when the link opens nothing', async () => {
    const element = await place(waitlistScenarios.unknown(), byLink);
    (await appears(element, 'button', 'Join again')).click();
    await appears(element, 'textbox', 'Full name');
  });

  it('is read again when the element was taken off the page while it was read', async () => {
    const element = await place(waitlistScenarios.slow(), byLink);
    const parent = element.parentElement;
    element.remove();
    forgetCatalogue();
    play(...waitlistScenarios.default());
    parent?.append(element);
    await appears(element, 'heading', 'You are number 12 of 40');
  });

  it('shows what is between the tags when it cannot be read, and tries again', async () => {
    const element = await place(waitlistScenarios.notReached(), byLink);
    const again = await appears(element, 'button', 'Try again');
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    play(...waitlistScenarios.default());
    again.click();
    await appears(element, 'heading', 'You are number 12 of 40');
  });
});

describe('every state of a waitlist', () => {
  const form = '';
  for (const [name, fragment, words] of [
    ['default', form, 'As soon as possible'],
    ['slow', form, 'Loading the waitlist'],
    ['error', form, 'We could not reach the list'],
    ['allOpen', form, 'There is nothing to wait for'],
    ['default', sampleFragment, 'What happens next'],
    ['viewOnly', sampleFragment, 'use the link in our email'],
    ['invited', sampleFragment, 'until Monday 23 November, 6:30 am in Perth'],
    ['booked', sampleFragment, 'You have booked'],
    ['lapsed', sampleFragment, 'Your turn has passed'],
    ['unknown', sampleFragment, 'does not open a place'],
  ] as const) {
    it(`can be used by everybody: ${name}${fragment ? ', by the link' : ''}`, async () => {
      const element = await place(waitlistScenarios[name](), { fragment });
      await says(element, words);
      await expectAccessible(element);
    });
  }

  it('sends a person who waits for a service that is open to book it', async () => {
    const element = await place(waitlistScenarios.default(), {
      markup: html`<bq-waitlist-signup service="gaps_coaching"></bq-waitlist-signup>`,
    });
    await says(element, 'GAPS coaching is open');
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const element = await place(waitlistScenarios.default());
    element.style.inlineSize = '320px';
    await appears(element, 'textbox', 'Full name');
    expect(element.scrollWidth).to.equal(320);
  });
});

describe('loading the page again', () => {
  it('shows the place to a person who has joined, with nothing personal in the storage', async () => {
    const element = await place(waitlistScenarios.default());
    await join(element);
    await appears(element, 'heading', 'You are number 12 of 40');
    const kept = JSON.stringify({ ...sessionStorage });
    for (const word of ['Alex', 'alex@', 'counsel']) expect(kept).not.to.contain(word);
    element.remove();
    forgetCatalogue();
    const again = await place(waitlistScenarios.default());
    await appears(again, 'heading', 'You are number 12 of 40');
    expect(allByRole(again, 'textbox')).to.deep.equal([]);
    await expectAccessible(again);
  });

  it('shows the form when the place is gone', async () => {
    sessionStorage.setItem(`bq-waitlist:${location.pathname}`, '#entry=wl_1&token=old');
    const element = await place(waitlistScenarios.unknown());
    await appears(element, 'textbox', 'Full name');
    expect(sessionStorage.getItem(`bq-waitlist:${location.pathname}`)).to.equal(null);
  });
});
