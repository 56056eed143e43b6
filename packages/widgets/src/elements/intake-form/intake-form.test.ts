import '../../testing/console-guard.ts';
import type { Answers, Field, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import type { FormSection } from '../../components/form-section/form-section.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { stopClockAt } from '../../testing/fixed-date.ts';
import { type Entry, entriesFor } from '../../testing/form-entries.ts';
import { focusedName, press, tabTo, typeText } from '../../testing/keyboard.ts';
import { play, startMockServer } from '../../testing/mock-server.ts';
import { allByRole, byRole, deep, type Name, textOf } from '../../testing/queries.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { forgetPageEvents } from '../page-events.ts';
import { asked, forgetAsked, intakeScenarios, sampleDraftLink, sampleLink } from './intake-form.mocks.ts';
import type { IntakeForm } from './intake-form.ts';
import './intake-form.ts';

const plain = html`<bq-intake-form><a href="tel:1">Call us</a></bq-intake-form>`;

async function place(
  scenario: RequestHandler[],
  { fragment = sampleLink('mini_intake'), markup = plain } = {},
): Promise<IntakeForm> {
  play(...scenario);
  history.replaceState(history.state, '', fragment || location.pathname + location.search);
  return fixture(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, {
    timeout: 4000,
  });
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears; there is: ${textOf(root)}`);
}

async function hasFocus(name: Name, why: string): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `${why}; it is on "${focusedName()}"`,
  );
}

function sectionOf(element: IntakeForm): FormSection | undefined {
  return [...deep(element.renderRoot)].find(
    (each): each is FormSection => each.localName === 'bq-form-section',
  );
}

async function enter(element: IntakeForm, entry: Entry): Promise<void> {
  const all = [...deep(element.renderRoot)];
  if ('name' in entry) {
    const control = all.find(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.name === entry.name && each.value === entry.value,
    );
    if (!control) throw new Error(`no option ${entry.value} of ${entry.name}`);
    if (!control.checked) control.click();
  } else {
    const control = all.find((each) => each.id === entry.id);
    if (!control || !('value' in control)) throw new Error(`no control ${entry.id}`);
    control.value = entry.text;
    const type = control.localName === 'select' ? 'change' : 'input';
    control.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
  await element.updateComplete;
  await sectionOf(element)?.updateComplete;
}

/** Fills in what is shown of the section, and what opens on the way. */
async function fillSection(element: IntakeForm, form: FormDefinition): Promise<void> {
  const filled = new Set<string>();
  for (;;) {
    const section = sectionOf(element);
    const field = section?.fields.find(({ id }) => !filled.has(id));
    if (!section || !field) return;
    filled.add(field.id);
    for (const entry of entriesFor(form, field, section.answers)) await enter(element, entry);
  }
}

const goOn = (element: IntakeForm) => byRole(element, 'button', /^Continue/).click();

/** To the page where answers are checked. */
async function fillForm(element: IntakeForm, id: FormId = 'mini_intake'): Promise<FormDefinition> {
  const form = await loadForm(id);
  await waitUntil(() => sectionOf(element), 'the first question appears', { timeout: 4000 });
  for (let step = 0; step < form.sections.length; step++) {
    const section = sectionOf(element);
    if (!section) break;
    await fillSection(element, form);
    const before = section.section?.id;
    goOn(element);
    await waitUntil(
      () => sectionOf(element)?.section?.id !== before,
      `"${before}" does not go on: ${textOf(element)}`,
    );
  }
  await appears(element, 'heading', 'Check your answers');
  return form;
}

const sendIt = (element: IntakeForm) => byRole(element, 'button', /^Send the form/).click();

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
  forgetCatalogue();
  forgetPageEvents();
  forgetAsked();
});

describe('filling in a form', () => {
  for (const id of formIds) {
    it(`(${id}) every section can be filled in, checked and sent, and what arrives holds`, async () => {
      const element = await place(intakeScenarios.default(), { fragment: sampleLink(id) });
      const form = await fillForm(element, id);
      await expectAccessible(element);
      sendIt(element);
      await appears(element, 'heading', 'Thank you. We have your form');
      await hasFocus('Thank you. We have your form', 'the end takes focus');
      await expectAccessible(element);
      const body = asked[0]?.body ?? {};
      const answers = body.answers as Record<string, unknown>;
      expect(readForm(form, answers, { today: '2026-11-20' }).errors).to.deep.equal([]);
      expect(body.bookingId).to.equal('bok_1');
      expect(body.manageToken).to.equal('secret');
      expect(body.timeZone).to.equal('Australia/Perth');
    });
  }
});

describe('opening a form', () => {
  it('shows the first questions, and tells the page once', async () => {
    const told: string[] = [];
    const hear = ({ type }: Event) => told.push(type);
    addEventListener('bq-ready', hear);
    const element = await place(intakeScenarios.default());
    await appears(element, 'heading', 'First, your safety');
    removeEventListener('bq-ready', hear);
    expect(told).to.deep.equal(['bq-ready']);
    await says(element, 'It takes about 3 minutes.');
    await says(element, 'Step 1 of 6');
    await expectAccessible(element);
  });

  it('says that it is loading, and takes no room that it gives back', async () => {
    const element = await place(intakeScenarios.slow());
    await says(element, 'Loading the form');
    await expectAccessible(element);
  });

  it('can be tried again when it did not load', async () => {
    const element = await place(intakeScenarios.error());
    await says(element, 'We could not load the form just now');
    expect(element.querySelector('a')?.checkVisibility(), 'the page’s own way forward is seen').to.equal(
      true,
    );
    await expectAccessible(element);
    play(...intakeScenarios.default());
    (await appears(element, 'button', 'Try again')).click();
    await appears(element, 'heading', 'First, your safety');
  });

  it('says what to do about a link that opens nothing', async () => {
    const broken = await place(intakeScenarios.default(), { fragment: '#form=mini_intake&booking=bok_1' });
    await says(broken, 'This link does not open a form');
    await expectAccessible(broken);
    broken.remove();
    const stranger = await place(intakeScenarios.default(), {
      fragment: '#form=mini_intake&booking=bok_1&token=other',
    });
    await says(stranger, 'This link does not open a form');
    stranger.remove();
    const unknown = await place(intakeScenarios.default(), {
      fragment: '',
      markup: html`<bq-intake-form form="nothing"></bq-intake-form>`,
    });
    await says(unknown, 'There is no such form');
    unknown.remove();
    const draft = await place(intakeScenarios.resumed(), { fragment: '#draft=dr_1&token=old' });
    await says(draft, 'There is nothing kept behind this link');
  });

  it('fills in what the booking knows, and does not ask for what an earlier form has told', async () => {
    const element = await place(intakeScenarios.known(), { fragment: sampleLink('weight_loss') });
    await waitUntil(() => sectionOf(element));
    expect(sectionOf(element)?.section?.id).to.equal('safety');
    element.remove();
    const intake = await place(intakeScenarios.known(), { fragment: sampleLink('full_intake') });
    await waitUntil(() => sectionOf(intake));
    const standing = ['firstName', 'dateOfBirth-day', 'dateOfBirth-month', 'dateOfBirth-year'].map((id) => {
      const control = [...deep(intake.renderRoot)].find((each) => each.id === id);
      return control instanceof HTMLInputElement && control.value;
    });
    expect(standing).to.deep.equal(['Alex', '17', '04', '1988']);
  });

  it('opens for a page that has the token itself, without a link', async () => {
    const element = await place(intakeScenarios.default(), {
      fragment: '',
      markup: html`<bq-intake-form form="mini_intake" booking="bok_1" .token=${'secret'}></bq-intake-form>`,
    });
    await appears(element, 'heading', 'First, your safety');
  });

  it('says that it was sent already, and can be filled in again', async () => {
    const element = await place(intakeScenarios.already());
    await says(element, 'You sent this form on Thursday 19 November');
    await expectAccessible(element);
    byRole(element, 'button', 'Fill it in again').click();
    await hasFocus('First, your safety', 'the first section takes focus');
  });
});

describe('going through a form', () => {
  it('focus is on each section’s title, the step is said, and back loses nothing', async () => {
    const element = await place(intakeScenarios.default());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    goOn(element);
    await hasFocus('About you', 'the next section takes focus');
    await says(element, 'Step 2 of 6');
    const [spoken] = allByRole(element, 'status', /Step 2 of 6/);
    expect(spoken, 'the step is announced').to.not.equal(undefined);
    await enter(element, { id: 'firstName', text: 'Alex' });
    byRole(element, 'button', /Back/).click();
    await hasFocus('First, your safety', 'the section before takes focus');
    goOn(element);
    await hasFocus('About you', 'and again');
    expect(sectionOf(element)?.answers.firstName).to.equal('Alex');
  });

  it('the browser’s Back and Forward walk the steps, and the address stays', async () => {
    const element = await place(intakeScenarios.default());
    const address = location.href;
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    goOn(element);
    await hasFocus('About you', 'the next section takes focus');
    expect(location.href).to.equal(address);
    history.back();
    await hasFocus('First, your safety', 'Back goes a step back');
    history.forward();
    await hasFocus('About you', 'Forward goes on');
    expect(JSON.stringify(history.state)).to.not.contain('none');
  });

  it('an answer can be changed from the check, and the way leads back there', async () => {
    const element = await place(intakeScenarios.default());
    await fillForm(element);
    byRole(element, 'button', 'Change About you').click();
    await hasFocus('About you', 'the section takes focus');
    await enter(element, { id: 'suburb', text: 'Footscray' });
    goOn(element);
    await hasFocus('Check your answers', 'back at the check');
    await says(element, 'Footscray');
  });

  it('a change that brings up new questions leads through them first', async () => {
    const element = await place(intakeScenarios.default(), { fragment: sampleLink('full_intake') });
    await fillForm(element, 'full_intake');
    byRole(element, 'button', 'Change About you').click();
    await hasFocus('About you', 'the section takes focus');
    await enter(element, { name: 'filledInBy', value: 'parent' });
    await enter(element, { id: 'helperName', text: 'Kim' });
    goOn(element);
    await hasFocus('Your agreement', 'a parent has to agree to something, too');
    await enter(element, { name: 'onBehalf', value: 'on' });
    goOn(element);
    await hasFocus('Check your answers', 'back at the check');
  });

  it('warns of what looks odd, and lets it pass', async () => {
    const element = await place(intakeScenarios.default(), { fragment: sampleLink('full_intake') });
    await fillForm(element, 'full_intake');
    byRole(element, 'button', 'Change How to reach you').click();
    await hasFocus('How to reach you', 'the section takes focus');
    await enter(element, { id: 'address.postcode', text: '2000' });
    goOn(element);
    await hasFocus('Check your answers', 'nothing holds it back');
    await says(element, 'Check the postcode: 2000 is usually in NSW, not VIC');
    await expectAccessible(element);
  });
});

describe('sending', () => {
  it('tells the page which form, and nothing of what is in it', async () => {
    const element = await place(intakeScenarios.default());
    const told: unknown[] = [];
    element.addEventListener('bq-form-submitted', ({ detail, composed, cancelable }) =>
      told.push({ detail, composed, cancelable }),
    );
    await fillForm(element);
    sendIt(element);
    await appears(element, 'heading', 'Thank you. We have your form');
    expect(told).to.deep.equal([{ detail: { form: 'mini_intake' }, composed: true, cancelable: true }]);
    expect(localStorage.length + sessionStorage.length, 'nothing is kept in the browser').to.equal(0);
  });

  it('what the server refuses is told at the questions, section by section', async () => {
    const element = await place(intakeScenarios.refused());
    await fillForm(element);
    sendIt(element);
    await hasFocus(/^There is one thing to mend/, 'the summary takes focus');
    await says(element, 'Enter a mobile number that is in use');
    expect(sectionOf(element)?.section?.id).to.equal('person');
    await expectAccessible(element);
    await enter(element, { id: 'mobilePhone', text: '0491 570 157' });
    goOn(element);
    await waitUntil(() => sectionOf(element)?.section?.id === 'concern', 'the other section follows');
    await says(element, 'Select how long it has been going on');
    await enter(element, { name: 'howLong', value: 'years' });
    goOn(element);
    await hasFocus('Check your answers', 'back at the check');
    sendIt(element);
    await appears(element, 'heading', 'Thank you. We have your form');
    expect(asked[0]?.key).to.not.equal(asked[1]?.key);
  });

  it('a refusal that is about no question is told with a way forward, and nothing is lost', async () => {
    const element = await place(intakeScenarios.notTaken());
    await fillForm(element);
    sendIt(element);
    await hasFocus('Your form was not sent', 'what happened takes focus');
    await says(element, 'Everything you typed is still here.');
    await expectAccessible(element);
  });

  it('without a network nothing is lost: it is said, and sent once when the network is back', async () => {
    const element = await place(intakeScenarios.breaks());
    await fillForm(element);
    sendIt(element);
    await hasFocus('Your form has not reached us yet', 'what happened takes focus');
    await says(element, 'we send it as soon as the connection is back');
    await expectAccessible(element);
    dispatchEvent(new Event('online'));
    await appears(element, 'heading', 'Thank you. We have your form');
    expect(asked.map(({ key }) => key)).to.deep.equal([asked[0]?.key, asked[0]?.key]);
  });

  it('is sent once when the element is moved on the page meanwhile', async () => {
    const element = await place(intakeScenarios.breaks());
    await fillForm(element);
    sendIt(element);
    const page = element.parentElement;
    element.remove();
    page?.append(element);
    await says(element, 'Your form has not reached us yet');
    expect(asked).to.have.length(1);
    byRole(element, 'button', 'Try now').click();
    await appears(element, 'heading', 'Thank you. We have your form');
    expect(asked[1]?.key).to.equal(asked[0]?.key);
  });

  it('says so while it is under way, and cannot be sent twice', async () => {
    const element = await place(intakeScenarios.sending());
    await fillForm(element);
    sendIt(element);
    await waitUntil(() => asked.length === 1);
    byRole(element, 'button', /Sending/).click();
    await expectAccessible(element);
    expect(asked).to.have.length(1);
  });

  it('says that one is offline while typing, and when one is not any more', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    dispatchEvent(new Event('offline'));
    await says(element, 'You are offline. Go on');
    await expectAccessible(element);
    dispatchEvent(new Event('online'));
    await waitUntil(() => !textOf(element).includes('You are offline'));
    await says(element, 'You are back online');
  });

  it('asks before the page is left only while something typed is nowhere else', async () => {
    const element = await place(intakeScenarios.default());
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await waitUntil(() => sectionOf(element));
    expect(asks(), 'nothing typed').to.equal(false);
    await fillForm(element);
    expect(asks(), 'typed').to.equal(true);
    sendIt(element);
    await appears(element, 'heading', 'Thank you. We have your form');
    expect(asks(), 'sent').to.equal(false);
  });
});

/** What alarms in a field: its first such option, with the answers that stand before it. */
function alarming(form: FormDefinition, field: Field, answers: Answers): Entry | null {
  const raises = (value: unknown) =>
    readForm(form, { ...answers, [field.id]: value }, { today: '2026-11-20' }).redFlags.length > 0;
  if (field.kind === 'yes_no') return raises(true) ? { name: field.id, value: 'yes' } : null;
  if (field.kind !== 'choice' && field.kind !== 'choices') return null;
  const option = field.options.find(({ value }) => raises(field.kind === 'choice' ? value : [value]));
  return option ? { name: field.id, value: option.value } : null;
}

const helpIn = (element: IntakeForm) =>
  [...deep(element.renderRoot)].find((each) => each.localName === 'bq-help-now');

describe('an alarming answer', () => {
  // The new patient form alone asks nothing that could alarm: see its definition.
  for (const id of formIds.filter((each) => each !== 'full_intake')) {
    it(`(${id}) stops the form at once, at every question that can raise it, and a slip can be taken back`, async () => {
      const form = await loadForm(id);
      const element = await place(intakeScenarios.default(), { fragment: sampleLink(id) });
      await waitUntil(() => sectionOf(element));
      let stops = 0;
      for (let section = sectionOf(element); section; section = sectionOf(element)) {
        const filled = new Set<string>();
        for (;;) {
          const now = sectionOf(element);
          const field = now?.fields.find((each) => !filled.has(each.id));
          if (!now || !field) break;
          filled.add(field.id);
          const alarm = alarming(form, field, now.answers);
          if (alarm) {
            forgetAsked();
            await enter(element, alarm);
            await waitUntil(() => helpIn(element), `${field.id} stops the form`);
            stops += 1;
            expect(sectionOf(element), 'no question stays').to.equal(undefined);
            await waitUntil(() => asked.length === 1, 'the clinic is told');
            const sent = asked[0]?.body.answers as Answers;
            expect(readForm(form, sent, { today: '2026-11-20' }).redFlags).to.not.deep.equal([]);
            if (stops === 1) await expectAccessible(element);
            byRole(element, 'button', 'I chose that by mistake').click();
            await waitUntil(() => sectionOf(element), 'the question is back');
          }
          for (const entry of entriesFor(form, field, sectionOf(element)?.answers ?? {})) {
            if (alarm && field.kind === 'choices' && 'name' in alarm) await untick(element, alarm);
            await enter(element, entry);
          }
        }
        const before: string | undefined = sectionOf(element)?.section?.id;
        goOn(element);
        await waitUntil(() => sectionOf(element)?.section?.id !== before, `${before} does not go on`);
      }
      expect(stops).to.be.greaterThan(0);
      await appears(element, 'heading', 'Check your answers');
    });
  }

  async function untick(
    element: IntakeForm,
    { name, value }: { name: string; value: string },
  ): Promise<void> {
    const box = [...deep(element.renderRoot)].find(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.name === name && each.value === value,
    );
    if (box?.checked) box.click();
    await element.updateComplete;
  }

  it('is not what arrow keys pass by; it is when the question is left', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'emergencySigns', value: 'none' });
    const first = byRole(element, 'radio', 'No');
    first.focus();
    await press('Space');
    await press('ArrowDown');
    await element.updateComplete;
    expect(sectionOf(element)?.answers.selfHarm).to.equal('thoughts');
    expect(helpIn(element), 'passing by').to.equal(undefined);
    await press('Tab');
    await waitUntil(() => helpIn(element), 'left');
    await hasFocus(/^Please talk to somebody today/, 'help takes focus');
  });

  it('stops again when somebody goes on with it', async () => {
    const element = await place(intakeScenarios.default());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    await enter(element, { name: 'selfHarm', value: 'thoughts' });
    await waitUntil(() => helpIn(element));
    byRole(element, 'button', 'I chose that by mistake').click();
    await hasFocus('First, your safety', 'the section takes focus');
    goOn(element);
    await waitUntil(() => helpIn(element), 'it stops again');
  });

  it('shows who helps without a network, says that the clinic does not know yet, and tells it later', async () => {
    const element = await place(intakeScenarios.cutOff());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'selfHarm', value: 'plan' });
    await says(element, '13 11 14');
    expect(byRole(element, 'link', 'Call 000').getAttribute('href')).to.equal('tel:000');
    const notTold = () => (helpIn(element)?.textContent ?? '').includes('has not reached us yet');
    await waitUntil(notTold, 'that nobody knows is said');
    await expectAccessible(element);
    play(...intakeScenarios.default());
    dispatchEvent(new Event('online'));
    await waitUntil(() => !notTold(), 'it arrives');
    expect(asked.at(-1)?.key, 'as the same act').to.equal(asked[0]?.key);
  });

  it('tells the page nothing, whoever finds it', async () => {
    const told: string[] = [];
    const hear = ({ type }: Event) => told.push(type);
    for (const type of ['bq-form-submitted', 'bq-error', 'bq-step']) addEventListener(type, hear);
    const element = await place(intakeScenarios.stopped());
    await fillForm(element);
    sendIt(element);
    await waitUntil(() => helpIn(element), 'the server’s word stops, too');
    await says(element, 'Lifeline');
    for (const type of ['bq-form-submitted', 'bq-error', 'bq-step']) removeEventListener(type, hear);
    expect(told).to.deep.equal([]);
  });

  it('the clinic is asked to call, with what is known filled in', async () => {
    const element = await place(intakeScenarios.known());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'selfHarm', value: 'plan' });
    await waitUntil(() => asked.length === 1);
    const fields = allByRole(element, 'textbox').map(
      (each) => each instanceof HTMLInputElement && each.value,
    );
    expect(fields).to.deep.equal(['Alex Sample', '0412345678']);
    byRole(element, 'button', /Ask for a call/).click();
    await says(element, 'We will call you');
    expect(asked.at(-1)).to.deep.include({
      what: 'call back',
      body: { name: 'Alex Sample', phone: '0412345678' },
    });
  });
});

describe('leaving and coming back', () => {
  const later = async (element: IntakeForm) => {
    (await appears(element, 'button', 'Save and come back later')).click();
    await hasFocus('Save and come back later', 'what it means takes focus');
  };

  it('asks first, keeps then, and again at each step; and deletes when asked to', async () => {
    const element = await place(intakeScenarios.default());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    await later(element);
    expect(asked, 'nothing without consent').to.deep.equal([]);
    await expectAccessible(element);
    byRole(element, 'button', 'I agree, save it').click();
    await hasFocus('Saved at 9:00 am', 'that it is kept takes focus');
    await says(element, 'The link is on its way to you by e-mail');
    await says(element, 'We keep it until Friday 18 December');
    await expectAccessible(element);
    expect(asked[0]?.body).to.deep.include({ consent: true, bookingId: 'bok_1', manageToken: 'secret' });
    expect(asked[0]?.body.answers).to.deep.equal({ emergencySigns: ['none'], selfHarm: 'no' });
    goOn(element);
    await says(element, 'Saved at 9:05 am');
    expect(asked.at(-1)?.what).to.equal('change');
    byRole(element, 'button', 'Delete what was saved').click();
    await hasFocus('Save and come back later', 'it can be kept again');
    expect(asked.at(-1)?.what).to.equal('forget');
    expect(sectionOf(element)?.answers.selfHarm, 'what was typed stays here').to.equal('no');
  });

  it('sending ends what was kept', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    await later(element);
    byRole(element, 'button', 'I agree, save it').click();
    await says(element, 'Saved at');
    await fillForm(element);
    sendIt(element);
    await says(element, 'What was saved on the way is deleted.');
    expect(asked.at(-1)?.body).to.deep.include({ draftId: 'dr_1', draftToken: 'kept' });
  });

  it('without a booking, the link goes where the patient says, or is copied', async () => {
    const element = await place(intakeScenarios.notMailed(), {
      fragment: '',
      markup: html`<bq-intake-form form="mini_intake"></bq-intake-form>`,
    });
    await waitUntil(() => sectionOf(element));
    await later(element);
    await enter(element, { id: 'laterEmail', text: 'alex@' });
    byRole(element, 'button', 'I agree, save it').click();
    await says(element, 'Enter an email address in the correct format');
    await expectAccessible(element);
    await enter(element, { id: 'laterEmail', text: '' });
    byRole(element, 'button', 'I agree, save it').click();
    await says(element, 'Your link. Keep it to yourself');
    await expectAccessible(element);
    const link = allByRole(element, 'textbox', /^Your link/)[0];
    expect(link instanceof HTMLInputElement && link.value).to.contain('#draft=dr_1&token=kept');
  });

  it('says what could not be kept, and keeps nothing up', async () => {
    const element = await place(intakeScenarios.notKept());
    await waitUntil(() => sectionOf(element));
    await later(element);
    byRole(element, 'button', 'I agree, save it').click();
    await hasFocus('It could not be saved just now', 'what happened takes focus');
    await expectAccessible(element);
    byRole(element, 'button', 'Not now').click();
    await hasFocus('Save and come back later', 'back where it was');
  });

  it('saves later what could not be saved at a step', async () => {
    const element = await place(intakeScenarios.notSaved());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    await later(element);
    byRole(element, 'button', 'I agree, save it').click();
    await says(element, 'Saved at');
    goOn(element);
    await says(element, 'Your latest answers could not be saved just now');
    dispatchEvent(new Event('online'));
    await waitUntil(
      () => !textOf(element).includes('could not be saved'),
      'it is saved when the network is back',
    );
  });

  it('the link opens what was kept, at the first question that lacks an answer', async () => {
    const element = await place(intakeScenarios.resumed(), { fragment: sampleDraftLink });
    await appears(element, 'heading', 'About you');
    await says(element, 'Welcome back');
    await says(element, 'Saved at 9:00 am');
    await expectAccessible(element);
    expect(sectionOf(element)?.answers.firstName).to.equal('Alex');
    await fillForm(element);
    sendIt(element);
    await appears(element, 'heading', 'Thank you. We have your form');
    const sent = asked.at(-1);
    expect(sent?.body).to.deep.include({ draftId: 'dr_1', draftToken: 'kept' });
  });
});

describe('by keyboard alone', () => {
  it('a form is filled in, checked and sent', async () => {
    const element = await place(intakeScenarios.known());
    await appears(element, 'heading', 'First, your safety');
    await tabTo('None of these');
    await press('Space');
    await tabTo(/^(No|Yes)/);
    await press('Space');
    await press('Enter');
    await hasFocus('About you', 'Enter goes on');
    await tabTo('Suburb or town');
    await typeText('Richmond');
    await press('Enter');
    await hasFocus('What you would like help with', 'the next section takes focus');
    await tabTo('Days');
    await press('Space');
    await tabTo(/^0/);
    await press('Space');
    await press('ArrowRight');
    await tabTo('Yes');
    await press('Space');
    await press('ArrowRight');
    await tabTo(/^Continue/);
    await press('Enter');
    await hasFocus('The call', 'the next section takes focus');
    for (let ticks = 0; ticks < 5; ticks++) await press('Tab');
    await press('Space');
    await press('Enter');
    await hasFocus('Your agreement', 'the next section takes focus');
    await tabTo('I agree to this');
    await press('Space');
    await tabTo(/^Continue/);
    await press('Enter');
    await hasFocus('Check your answers', 'the check takes focus');
    await tabTo(/^Send the form/);
    await press('Enter');
    await hasFocus('Thank you. We have your form', 'the end takes focus');
    const sent = asked[0]?.body.answers as Answers;
    expect(sent).to.deep.include({ selfHarm: 'no', impact: 1, seenSomeone: false, callNeeds: ['none'] });
    expect(sent).to.not.have.property('reminders');
  });
});
