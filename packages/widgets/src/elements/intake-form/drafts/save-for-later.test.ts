import '../../../testing/guards/console-guard.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { expect, html } from '@open-wc/testing';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import {
  appears,
  enter,
  fillForm,
  fillSection,
  goOn,
  hasFocus,
  isSent,
  place,
  says,
  sectionOf,
  sendIt,
  setUpIntake,
  waitUntil,
} from '../../../testing/intake-page.ts';
import { allByRole, byRole, textOf } from '../../../testing/queries.ts';
import { asked, intakeScenarios, sampleDraftLink } from '../intake-form.mocks.ts';
import type { IntakeForm } from '../intake-form.ts';
import '../intake-form.ts';

setUpIntake();

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
    byRole(element, 'button', 'I agree: save it').click();
    await hasFocus('Saved at 9:00 am', 'that it is kept takes focus');
    await says(element, 'The link is on its way to you by email');
    await says(element, 'We keep it until Friday 18 December');
    await expectAccessible(element);
    expect(asked[0]?.body).to.deep.include({ consent: true, bookingId: 'bok_1', manageToken: 'secret' });
    expect(asked[0]?.body.answers).to.deep.equal({ emergencySigns: ['none'], selfHarm: 'no' });
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks(), 'all of it is kept').to.equal(false);
    goOn(element);
    await says(element, 'Saved at 9:05 am');
    expect(asks(), 'and the next section').to.equal(false);
    await enter(element, { id: 'suburb', text: 'Richmond' });
    expect(asks(), 'until more is typed').to.equal(true);
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
    byRole(element, 'button', 'I agree: save it').click();
    await says(element, 'Saved at');
    await fillForm(element);
    sendIt(element);
    await isSent(element);
    await says(element, 'Your saved draft has been deleted.');
    const sent = asked.find(({ what }) => what === 'send');
    expect(sent?.body).to.deep.include({ draftId: 'dr_1', draftToken: 'kept' });
  });

  it('without a booking, the link goes where the patient says, or is copied', async () => {
    const element = await place(intakeScenarios.notMailed(), {
      fragment: '',
      markup: html`<bq-intake-form form="mini_intake"></bq-intake-form>`,
    });
    await waitUntil(() => sectionOf(element));
    await later(element);
    await enter(element, { id: 'laterEmail', text: 'alex@' });
    byRole(element, 'button', 'I agree: save it').click();
    await says(element, 'Enter an email address in the correct format');
    await expectAccessible(element);
    await enter(element, { id: 'laterEmail', text: '' });
    byRole(element, 'button', 'I agree: save it').click();
    await says(element, 'Your link. Keep it to yourself');
    await expectAccessible(element);
    const link = allByRole(element, 'textbox', /^Your link/)[0];
    expect(link instanceof HTMLInputElement && link.value).to.contain('#draft=dr_1&token=kept');
  });

  it('says what could not be kept, and keeps nothing up', async () => {
    const element = await place(intakeScenarios.notKept());
    await waitUntil(() => sectionOf(element));
    await later(element);
    byRole(element, 'button', 'I agree: save it').click();
    await hasFocus('It could not be saved just now', 'what happened takes focus');
    await expectAccessible(element);
    byRole(element, 'button', 'I agree: save it').click();
    await waitUntil(() => asked.length === 2);
    expect(asked[1]?.key, 'the same act').to.equal(asked[0]?.key);
    await hasFocus('It could not be saved just now', 'again');
    byRole(element, 'button', 'Not now').click();
    await hasFocus('Save and come back later', 'back where it was');
  });

  it('saves later what could not be saved at a step', async () => {
    const element = await place(intakeScenarios.notSaved());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    await later(element);
    byRole(element, 'button', 'I agree: save it').click();
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
    await isSent(element);
    const sent = asked.at(-1);
    expect(sent?.body).to.deep.include({ draftId: 'dr_1', draftToken: 'kept' });
  });
});
