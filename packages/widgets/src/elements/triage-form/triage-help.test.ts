import '../../testing/guards/console-guard.ts';
import { triageFlags } from '@botaniqal/shared/forms/triage/red-flags.ts';
import { expect } from '@open-wc/testing';
import { triageHandedOver } from '../../api/forms/triage-handover.ts';
import { press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, nameOf, textOf } from '../../testing/queries.ts';
import { asked, outcomeFor, sampleSession, triageScenarios } from './triage-form.mocks.ts';
import {
  answer,
  appears,
  concernOf,
  finish,
  type Given,
  hasFocus,
  heard,
  place,
  playTriage,
  says,
  setOnline,
  well,
  withBooking,
} from './visitor.mocks.ts';
import '../booking/booking.ts';
import '../waitlist-signup/waitlist-signup.ts';

playTriage();

/** One question for each view of help. The other questions differ only in the numbers to call. */
const looksOfItsOwn = new Set(['chest_pain', 'self_harm_plan', 'violence', 'overdose']);

describe('each red flag', () => {
  for (const flag of triageFlags) {
    const { field } = flag.when;
    const value = 'includes' in flag.when ? [flag.when.includes] : flag.when.is;
    const given = { ...well, concern: concernOf[field] ?? 'health', [field]: value };

    it(`(${flag.code}) stops at once, shows help, and leads to no booking`, async () => {
      const element = await place(triageScenarios.default(), withBooking);
      const booking = element.parentElement?.querySelector('bq-booking');
      const heading = flag.urgency === 'emergency' ? 'Please get help now' : 'Please talk to someone today';
      await answer(element, given);
      await hasFocus(new RegExp(`^${heading}`), 'help takes focus');
      const calls = allByRole(element, 'link').map((link) => link.getAttribute('href'));
      expect(calls[0]).to.equal('tel:000');
      expect(calls.filter((href) => href?.startsWith('tel:'))).to.have.length(flag.support.length);
      await says(element, 'The clinic has your answers');
      if (looksOfItsOwn.has(flag.code)) await expectAccessible(element);

      expect(asked.map(({ what }) => what)).to.deep.equal(['triage']);
      expect(outcomeFor((asked[0]?.body.answers ?? {}) as Given).outcome?.redFlags).to.deep.equal([
        flag.code,
      ]);
      expect(allByRole(element, 'button').map(nameOf)).to.deep.equal([
        'Ask for a call Asking…',
        'I chose that by mistake',
      ]);
      expect(textOf(element)).to.not.match(/\bbook/i);
      const quiet = heard.filter(({ name }) => name !== 'bq-step' && name !== 'bq-ready');
      expect(quiet).to.deep.equal([]);
      expect(heard.some(({ detail }) => JSON.stringify(detail).includes('outcome'))).to.equal(false);
      expect(booking && allByRole(booking, 'heading', 'What can we help with?')).to.have.length(1);
      expect(triageHandedOver()).to.deep.equal({});
    });
  }

  it('is help also without a network, and the answers follow when it is back', async () => {
    const element = await place(triageScenarios.breaks());
    await says(element, 'Step 1 of 7');
    setOnline(false);
    await says(element, 'You seem to be offline');
    await answer(element, { ...well, emergencySigns: ['overdose'] });
    await hasFocus(/^Please get help now/, 'help takes focus');
    await says(element, 'Your answers have not reached the clinic yet');
    byRole(element, 'link', 'Call 13 11 26, Poisons Information Centre');
    await expectAccessible(element);
    setOnline(true);
    await says(element, 'The clinic has your answers');
    expect(asked).to.have.length(2);
    expect(asked[1]).to.deep.equal(asked[0]);
  });

  it('is told to the clinic again and again until it is there', async () => {
    const element = await place(triageScenarios.refusesTwice());
    element.pauses = [1, 1];
    await answer(element, { ...well, selfHarm: 'acted' });
    await says(element, 'The clinic has your answers');
    expect(asked.map(({ key }) => key)).to.deep.equal(Array(3).fill(asked[0]?.key));
  });

  it('is told once to a clinic that does not take it, and says so', async () => {
    const element = await place(triageScenarios.refused());
    element.pauses = [1];
    await answer(element, { ...well, selfHarm: 'acted' });
    await says(element, 'Your answers have not reached the clinic yet');
    expect(asked).to.have.length(1);
  });

  it('offers a call back that is sent once, says when it did not work, and works the second time', async () => {
    const element = await place(triageScenarios.breaks());
    await answer(element, { ...well, selfHarm: 'thoughts' });
    await says(element, 'Your answers have not reached the clinic yet');
    byRole(element, 'button', /^Ask for a call/).click();
    await hasFocus('Your name', 'the first field takes focus');
    await says(element, 'Enter your phone number');
    await expectAccessible(element);
    await typeText('Alex Sample');
    await tabTo('Your phone number', 1);
    await typeText('12');
    await press('Enter');
    await says(element, 'Enter a phone number, like 0412 345 678');
    await typeText('345678');
    await press('Enter');
    await hasFocus(/^We could not pass on your request/, 'the notice takes focus');
    byRole(element, 'link', 'Call the clinic: (03) 7010 4321');
    await expectAccessible(element);
    byRole(element, 'button', /^Ask for a call/).click();
    await hasFocus('We will call you', 'the answer takes focus');
    await says(
      element,
      'will call 12345678 in opening hours (Monday to Friday 9 am to 5 pm, Melbourne time)',
    );
    await expectAccessible(element);
    const wishes = asked.filter(({ what }) => what === 'call back');
    expect(wishes).to.have.length(2);
    expect(wishes[1]).to.deep.equal(wishes[0]);
    expect(asked.filter(({ what }) => what === 'triage').map(({ key }) => key)).to.satisfy(
      (keys: string[]) => new Set(keys).size === 1,
    );
  });

  it('can be taken back as a mistake; from then on a person books, and the lines stay at hand', async () => {
    const element = await place(triageScenarios.default(), withBooking);
    await answer(element, { ...well, emergencySigns: ['chest_pain'] });
    (await appears(element, 'button', 'I chose that by mistake')).click();
    await hasFocus('First, your safety', 'the question takes focus');
    await finish(element, well);
    await hasFocus('Before you book, talk with us', 'the outcome takes focus');
    byRole(element, 'link', /^Call 000/);
    byRole(element, 'link', 'Call (03) 7010 4321');
    expect(allByRole(element, 'button', /book|waitlist/i)).to.deep.equal([]);
    expect(heard.map(({ name }) => name)).to.not.include('bq-service-selected');
    await expectAccessible(element);
  });

  it('is left by the browser’s Back as by its own button', async () => {
    const element = await place(triageScenarios.default());
    await answer(element, { ...well, selfHarm: 'unsure' });
    await hasFocus(/^Please talk to someone today/, 'help takes focus');
    history.back();
    await hasFocus('How you feel', 'the question takes focus');
    const unsure = byRole(element, 'radio', /^I am not sure/);
    expect(unsure instanceof HTMLInputElement && unsure.checked).to.equal(true);
    byRole(element, 'button', /^Continue/).click();
    await hasFocus(/^Please talk to someone today/, 'going on with it leads to help again');
  });

  it('is believed when only the server knows of it', async () => {
    const element = await place(triageScenarios.stricter());
    await answer(element, well);
    await hasFocus(/^Please get help now/, 'help takes focus');
    expect(allByRole(element, 'button', /^Book/)).to.deep.equal([]);
    expect(heard.map(({ name }) => name)).to.not.include('bq-form-submitted');
  });

  it('forgets what was handed over to a booking before', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    byRole(element, 'button', 'Book the free call').click();
    (await appears(element, 'button', 'Back to what we suggest')).click();
    await appears(element, 'button', 'Book the free call');
    expect(triageHandedOver()).to.deep.equal({ triageSessionId: sampleSession });
    element.shadowRoot?.querySelector('details')?.setAttribute('open', '');
    byRole(element, 'button', 'Change : How you feel').click();
    await appears(element, 'radio', 'No');
    byRole(element, 'radio', /^Yes, and I have a plan/).click();
    await hasFocus(/^Please get help now/, 'help takes focus');
    expect(triageHandedOver()).to.deep.equal({});
    expect(element.shadowRoot?.querySelector('bq-booking')).to.equal(null);
  });
});
