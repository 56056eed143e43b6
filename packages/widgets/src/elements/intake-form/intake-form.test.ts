import '../../testing/guards/console-guard.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect, html } from '@open-wc/testing';
import { http } from 'msw';
import { press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import {
  appears,
  enter,
  fillForm,
  fillSection,
  goingBack,
  goOn,
  hasFocus,
  isSent,
  place,
  says,
  sectionOf,
  sendIt,
  setUpIntake,
  waitUntil,
} from '../../testing/intake-page.ts';
import { allByRole, byRole, deep, textOf } from '../../testing/queries.ts';
import { play } from '../../testing/samples/mock-server.ts';
import { refusal } from '../combined-calendar/combined-calendar.mocks.ts';
import { asked, forgetAsked, intakeScenarios, sampleLink } from './intake-form.mocks.ts';
import './intake-form.ts';

setUpIntake();

describe('filling in a form', () => {
  for (const id of formIds) {
    it(`(${id}) every section can be filled in, checked and sent, and what arrives holds`, async () => {
      const element = await place(intakeScenarios.default(), { fragment: sampleLink(id) });
      const form = await fillForm(element, id);
      await expectAccessible(element);
      sendIt(element);
      await isSent(element);
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

  it('goes on loading when the element is moved on the page meanwhile', async () => {
    const element = await place(intakeScenarios.slow());
    await says(element, 'Loading the form');
    const page = element.parentElement;
    element.remove();
    play(...intakeScenarios.default());
    page?.append(element);
    await appears(element, 'heading', 'First, your safety');
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

  it('says where the forms are to a person without a link, and does not warn', async () => {
    const element = await place(intakeScenarios.default(), { fragment: '' });
    await appears(element, 'heading', 'Your forms');
    await says(element, 'Each form opens by the link');
    expect(element.renderRoot.querySelector('bq-banner')).to.equal(null);
    expect(element.querySelector('a')?.checkVisibility(), 'the page’s own way forward is seen').to.equal(
      true,
    );
    await expectAccessible(element);
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
    const misspelt = await place(intakeScenarios.default(), {
      fragment: '',
      markup: html`<bq-intake-form form="nothing"></bq-intake-form>`,
    });
    await says(misspelt, 'Each form opens by the link');
    misspelt.remove();
    const notThere = http.get('*/api/forms/:form', () => refusal(404, 'not_found'));
    const unknown = await place([notThere, ...intakeScenarios.default()], {
      fragment: '',
      markup: html`<bq-intake-form form="weight_loss"></bq-intake-form>`,
    });
    await says(unknown, 'We could not find this form');
    unknown.remove();
    const draft = await place(intakeScenarios.resumed(), { fragment: '#draft=dr_1&token=old' });
    await says(draft, 'There is nothing saved at this link');
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
    await goingBack(() => byRole(element, 'button', /Back/).click());
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
    await goingBack(() => history.back());
    await hasFocus('First, your safety', 'Back goes a step back');
    history.forward();
    await hasFocus('About you', 'Forward goes on');
    expect(JSON.stringify(history.state)).to.not.contain('none');
  });

  it('an answer can be changed from the check, and the way leads back there', async () => {
    const element = await place(intakeScenarios.default());
    await fillForm(element);
    await goingBack(() => byRole(element, 'button', 'Change About you').click());
    await hasFocus('About you', 'the section takes focus');
    await enter(element, { id: 'suburb', text: 'Footscray' });
    goOn(element);
    await hasFocus('Check your answers', 'back at the check');
    await says(element, 'Footscray');
  });

  it('a change that brings up new questions leads through them first', async () => {
    const element = await place(intakeScenarios.default(), { fragment: sampleLink('full_intake') });
    await fillForm(element, 'full_intake');
    await goingBack(() => byRole(element, 'button', 'Change About you').click());
    await hasFocus('About you', 'the section takes focus');
    await enter(element, { name: 'filledInBy', value: 'parent' });
    await enter(element, { id: 'helperName', text: 'Kim' });
    goOn(element);
    await hasFocus('Your agreement', 'a parent has to agree to something, too');
    await enter(element, { name: 'onBehalf', value: 'yes' });
    goOn(element);
    await hasFocus('Check your answers', 'back at the check');
  });

  it('warns of what looks odd, and lets it pass', async () => {
    const element = await place(intakeScenarios.default(), { fragment: sampleLink('full_intake') });
    await fillForm(element, 'full_intake');
    await goingBack(() => byRole(element, 'button', 'Change How to reach you').click());
    await hasFocus('How to reach you', 'the section takes focus');
    await enter(element, { id: 'address.postcode', text: '2000' });
    goOn(element);
    await hasFocus('Check your answers', 'nothing holds it back');
    await says(element, 'Check the postcode: 2000 is usually in NSW, not VIC');
    await expectAccessible(element);
  });
});

describe('a link within the page', () => {
  it('takes nothing away that was typed', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'selfHarm', value: 'no' });
    history.replaceState(history.state, '', '#contact');
    dispatchEvent(new HashChangeEvent('hashchange'));
    const page = element.parentElement;
    element.remove();
    page?.append(element);
    await element.updateComplete;
    expect(sectionOf(element)?.answers.selfHarm).to.equal('no');
  });

  it('to another form of ours opens that one', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    history.replaceState(history.state, '', sampleLink('full_intake'));
    dispatchEvent(new HashChangeEvent('hashchange'));
    await appears(element, 'heading', 'New patient form');
  });
});

describe('sending', () => {
  it('tells the page which form, and nothing of what is in it', async () => {
    // Earlier tests use the same tab, so a paid booking may have left values in its session storage.
    localStorage.clear();
    sessionStorage.clear();
    const element = await place(intakeScenarios.default());
    const told: unknown[] = [];
    element.addEventListener('bq-form-submitted', ({ detail, composed, cancelable }) =>
      told.push({ detail, composed, cancelable }),
    );
    await fillForm(element);
    sendIt(element);
    await isSent(element);
    expect(told).to.deep.equal([{ detail: { form: 'mini_intake' }, composed: true, cancelable: true }]);
    expect(localStorage.length + sessionStorage.length, 'nothing is kept in the browser').to.equal(0);
  });

  it('emails a copy only to a patient who asks for it, and says how the answers are used', async () => {
    for (const wanted of [false, true]) {
      forgetAsked();
      const element = await place(intakeScenarios.default());
      await fillForm(element);
      const box = element.renderRoot.querySelector<HTMLInputElement>('[name="email-copy"]');
      expect(box?.checked).to.equal(false);
      await says(element, 'collects your answers for your care');
      const policy = byRole(element, 'link', /^Privacy policy/) as HTMLAnchorElement;
      expect(policy.href).to.equal('https://www.example.com/privacy');
      if (wanted) box?.click();
      sendIt(element);
      await isSent(element);
      const [request] = asked.filter(({ what }) => what === 'send');
      expect(request?.body.emailCopy).to.equal(wanted || undefined);
      element.remove();
    }
  });

  it('what the server refuses is told at the questions, section by section', async () => {
    const element = await place(intakeScenarios.refused());
    await fillForm(element);
    await goingBack(() => sendIt(element));
    await hasFocus(/^There is one thing to fix/, 'the summary takes focus');
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
    await isSent(element);
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
    expect(
      allByRole(element, 'status', /Sending/),
      'nothing says that it is still on its way',
    ).to.have.length(0);
    await says(element, 'we send it as soon as the connection is back');
    await expectAccessible(element);
    dispatchEvent(new Event('online'));
    await isSent(element);
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
    await isSent(element);
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
    await says(element, 'You are offline. You can keep going');
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
    await isSent(element);
    expect(asks(), 'sent').to.equal(false);
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
    await isSent(element);
    const sent = asked[0]?.body.answers as Answers;
    expect(sent).to.deep.include({ selfHarm: 'no', impact: 1, seenSomeone: false, callNeeds: ['none'] });
    expect(sent).to.not.have.property('reminders');
  });
});
