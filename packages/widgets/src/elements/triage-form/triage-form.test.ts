import '../../testing/guards/console-guard.ts';
import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import { expect, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { triageHandedOver } from '../../api/forms/triage-handover.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { focusedName, press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, nameOf } from '../../testing/queries.ts';
import { play } from '../../testing/samples/mock-server.ts';
import { asked, sampleSession, triageScenarios } from './triage-form.mocks.ts';
import {
  answer,
  appears,
  finish,
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

describe('answering triage', () => {
  it('asks one group at a time, moves focus to each, and says truly how far it is', async () => {
    const element = await place(triageScenarios.default());
    await says(element, 'Step 1 of 7');
    await expectAccessible(element);
    for (const [index, id] of ['selfHarm', 'unsafe', 'who', 'concern', 'health', 'course'].entries()) {
      await answer(element, well, id);
      const title = triageForm.sections.find((section) => section.id === id)?.title ?? '';
      await hasFocus(title, 'the title takes focus');
      await says(element, `Step ${index + 2} of 7`);
      await expectAccessible(element);
    }
    await says(element, 'This is not an emergency service, and what it says is not a diagnosis.');
    await answer(element, well);
    await hasFocus('A call is a good place to start', 'the outcome takes focus');
    expect(asked.map(({ what, body }) => [what, body.answers])).to.deep.equal([
      [
        'triage',
        Object.fromEntries(
          Object.entries(well).filter(([id]) => !/eatingNow|pregnant|gutSigns|mindSigns/.test(id)),
        ),
      ],
    ]);
  });

  it('shows at every step how to call 000 and Lifeline', async () => {
    const element = await place(triageScenarios.default());
    for (const { id } of triageForm.sections.filter(({ id }) => !/weight|food|mind/.test(id))) {
      await answer(element, well, id);
      expect(byRole(element, 'link', '000').getAttribute('href')).to.equal('tel:000');
      expect(byRole(element, 'link', '13 11 14').getAttribute('href')).to.equal('tel:131114');
    }
  });

  it('says at once what is missing, and leads to it', async () => {
    const element = await place(triageScenarios.default());
    (await appears(element, 'button', /^Continue/)).click();
    await hasFocus('There is one thing to fix', 'the summary takes focus');
    await expectAccessible(element);
    byRole(element, 'link', 'Select each sign that is happening now').click();
    await hasFocus('Pain, pressure or tightness in the chest', 'the link leads to the first box');
  });

  it('goes back without losing anything', async () => {
    const element = await place(triageScenarios.default());
    await answer(element, well, 'who');
    byRole(element, 'button', 'Back').click();
    await hasFocus('Where you are', 'the title takes focus');
    const no = byRole(element, 'radio', 'No');
    expect(no instanceof HTMLInputElement && no.checked).to.equal(true);
  });

  it('goes back with the browser, step by step, and not off the page', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    byRole(element, 'button', 'Book the free call').click();
    await appears(element, 'button', 'Back to what we suggest');
    for (const [heading, why] of [
      ['A call is a good place to start', 'from the booking to the outcome'],
      ['How it is going', 'from the outcome to the last questions'],
      ['About your health concern', 'and on'],
    ] as const) {
      history.back();
      await hasFocus(heading, why);
    }
    byRole(element, 'button', 'Back').click();
    await hasFocus('What you need', 'our own button does the same');
    history.back();
    await hasFocus('Who this is for', 'and the browser goes on from there');
  });

  it('tells the page of steps by number, and never of an answer or an outcome', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, { ...well, concern: 'mind', trend: 'much_worse' });
    expect(heard).to.deep.equal([
      { name: 'bq-ready', detail: {} },
      ...[1, 2, 3, 4, 5, 6, 7].map((part) => ({ name: 'bq-step', detail: { step: `questions_${part}` } })),
      { name: 'bq-form-submitted', detail: { form: 'triage' } },
      { name: 'bq-step', detail: { step: 'outcome' } },
    ]);
  });

  it('can be done with the keyboard alone, arrow keys passing by an alarming answer', async () => {
    const element = await place(triageScenarios.default());
    await appears(element, 'heading', 'First, your safety');
    await tabTo('None of these', 12);
    await press('Space');
    await tabTo(/^Continue/, 2);
    await press('Enter');
    await hasFocus('How you feel', 'the title takes focus');
    await press('Tab');
    await press('Space');
    // The arrow keys go down to the last option and back up to the first, and choose each on the way.
    await press('ArrowUp');
    await press('ArrowDown');
    expect(focusedName()).to.equal('No');
    await tabTo(/^Continue/, 2);
    await press('Enter');
    await hasFocus('Where you are', 'nothing has stopped');
    await press('Tab');
    await press('Space');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(focusedName()).to.equal('Yes, and I am in danger now');
    expect(allByRole(element, 'heading', 'Please get help now')).to.deep.equal([]);
    await press('Tab');
    await hasFocus(/^Please get help now/, 'where the keys come to rest, help is shown');
    await tabTo('Call 000', 1);
    await tabTo(/^Call 1800 737 732/, 3);
    await tabTo('Your name', 6);
    await typeText('Alex Sample');
    await tabTo('Your phone number', 1);
    await typeText('0412 345 678');
    await press('Enter');
    await hasFocus('We will call you', 'what was asked for takes focus');
    expect(asked.at(-1)).to.deep.include({
      what: 'call back',
      body: { name: 'Alex Sample', phone: '0412 345 678' },
    });
  });
});

describe('what an outcome leads to', () => {
  it('is the booking on the page: it takes the service, and knows of the triage; the page does not', async () => {
    const element = await place(triageScenarios.default(), withBooking);
    await finish(element, { ...well, concern: 'food' });
    await says(element, 'A free first call about GAPS coaching');
    await says(element, 'After the call you may see Ramona.');
    byRole(element, 'button', 'Book the free call').click();
    const booking = element.parentElement?.querySelector('bq-booking');
    if (!booking) throw new Error('no booking');
    await appears(booking, 'button', /^9:00/);
    await waitUntil(() => document.activeElement === booking, 'focus is in the booking');
    expect(heard.at(-1)).to.deep.equal({
      name: 'bq-service-selected',
      detail: { service: 'gaps_coaching', visit: 'consultation' },
    });
    expect(triageHandedOver()).to.deep.equal({ triageSessionId: sampleSession });
    expect(element.shadowRoot?.querySelector('bq-booking')).to.equal(null);
    expect(JSON.stringify(heard)).to.not.include(sampleSession);
    expect(location.href).to.not.include(sampleSession);
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).to.not.include(sampleSession);
  });

  it('is a booking in its own place when the page has none', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    byRole(element, 'button', 'Book the free call').click();
    await hasFocus('Book the free call', 'the place takes focus');
    await appears(element, 'button', /^9:00/);
    await expectAccessible(element);
    byRole(element, 'button', 'Back to what we suggest').click();
    await hasFocus('A call is a good place to start', 'back at the outcome');
  });

  it('is left to a page that goes on by itself', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    element.addEventListener('bq-service-selected', (event) => event.preventDefault());
    byRole(element, 'button', 'Book the free call').click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('bq-booking')).to.equal(null);
    byRole(element, 'button', 'Book the free call');
  });

  it('offers no booking of its own when the page takes over after sending', async () => {
    const element = await place(triageScenarios.default());
    element.addEventListener('bq-form-submitted', (event) => event.preventDefault());
    await finish(element, well);
    expect(allByRole(element, 'button', 'Book the free call')).to.deep.equal([]);
    byRole(element, 'link', 'Call (03) 7010 4321');
  });

  it('is the waitlist of a service that is not open', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, { ...well, concern: 'mind' });
    await hasFocus('Counselling is not open yet', 'the outcome takes focus');
    byRole(element, 'link', 'Call 13 11 14, Lifeline');
    await expectAccessible(element);
    byRole(element, 'button', 'Join the waitlist').click();
    await appears(element, 'heading', 'Waitlist: Counselling');
    expect(heard.map(({ name }) => name)).to.not.include('bq-service-selected');
  });

  it('never sends a person who should not wait to a list alone', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, { ...well, concern: 'mind', mindSigns: ['cannot_cope'] });
    await hasFocus('Talk to someone in the next few days', 'the outcome takes focus');
    await says(element, 'counselling is not open with us yet. See your own doctor');
    byRole(element, 'link', 'Call 1800 022 222, healthdirect');
    byRole(element, 'button', 'Join the waitlist');
  });

  it('is over once it is booked: the next booking on the page is none of it', async () => {
    const element = await place(triageScenarios.default(), withBooking);
    await finish(element, well);
    byRole(element, 'button', 'Book the free call').click();
    expect(triageHandedOver()).to.deep.equal({ triageSessionId: sampleSession });
    const booking = element.parentElement?.querySelector<HTMLElement>('bq-booking');
    if (!booking) throw new Error('no booking');
    const booked = { service: 'alternative_medicine', visit: 'consultation' } as const;
    tellPage(booking, 'bq-booking-confirmed', { ...booked, bookingId: 'b', amountCents: 0, currency: 'AUD' });
    expect(triageHandedOver()).to.deep.equal({});
  });

  it('is the waitlist that the page has, where it has one', async () => {
    const element = await place(
      triageScenarios.default(),
      html`<div><bq-triage-form></bq-triage-form><bq-waitlist-signup service="counseling"></bq-waitlist-signup></div>`,
    );
    await finish(element, { ...well, concern: 'mind' });
    byRole(element, 'button', 'Join the waitlist').click();
    await hasFocus('Waitlist: Counselling', 'the list on the page takes focus');
    expect(element.shadowRoot?.querySelector('bq-waitlist-signup')).to.equal(null);
  });

  it('says so when it should be soon', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, { ...well, trend: 'much_worse' });
    await hasFocus('Talk to someone in the next few days', 'the outcome takes focus');
    byRole(element, 'button', 'Book the free call');
    byRole(element, 'link', 'Call 1800 022 222, healthdirect');
    await expectAccessible(element);
  });

  it('says what helps and when to seek care when no appointment may be needed', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, { ...well, onset: 'days', trend: 'better', impact: 2 });
    await hasFocus('You may not need an appointment', 'the outcome takes focus');
    await says(element, 'See a doctor');
    byRole(element, 'link', 'Call 1800 022 222, healthdirect');
    byRole(element, 'link', 'Call (03) 7010 4321');
    expect(allByRole(element, 'button', /^Book/)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('lists the answers, and changes one without asking the rest again', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    byRole(element, 'button', 'Book the free call');
    element.shadowRoot?.querySelector('details')?.setAttribute('open', '');
    await says(element, 'A health concern that I would like to talk over');
    await expectAccessible(element);
    byRole(element, 'button', 'Change : How it is going').click();
    await hasFocus('How it is going', 'the question takes focus');
    byRole(element, 'radio', 'It has become much worse in the last days').click();
    byRole(element, 'button', /^Send my answers/).click();
    await hasFocus('Talk to someone in the next few days', 'the new outcome takes focus');
    expect(asked).to.have.length(2);
    expect(asked[1]?.key).to.not.equal(asked[0]?.key);
  });
});

describe('answers that cannot be sent', () => {
  it('are kept, and sent again under the same key by a press', async () => {
    const element = await place(triageScenarios.breaks());
    await answer(element, well);
    await hasFocus('Your answers have not been sent yet', 'the notice takes focus');
    await says(element, 'Everything you answered is still here');
    await expectAccessible(element);
    expect(heard.at(-1)).to.deep.equal({ name: 'bq-error', detail: { code: 'network' } });
    byRole(element, 'button', /^Send my answers/).click();
    await hasFocus('A call is a good place to start', 'the outcome takes focus');
    expect(asked).to.have.length(2);
    expect(asked[1]).to.deep.equal(asked[0]);
  });

  it('are sent by themselves when the network is back', async () => {
    const element = await place(triageScenarios.breaks());
    await says(element, 'Step 1 of 7');
    setOnline(false);
    await answer(element, well);
    await says(element, 'and is sent as soon as you are back');
    await expectAccessible(element);
    setOnline(true);
    await hasFocus('A call is a good place to start', 'the outcome takes focus');
    expect(asked[1]).to.deep.equal(asked[0]);
  });

  it('say so when the server does not take them, with the way to a person', async () => {
    const element = await place(triageScenarios.refused());
    await answer(element, well);
    await says(element, 'We could not accept one of the answers');
    byRole(element, 'link', 'Call (03) 7010 4321');
    byRole(element, 'button', /^Send my answers/).click();
    await says(element, 'A free first call about alternative medicine');
    expect(asked[1]?.key).to.not.equal(asked[0]?.key);
  });

  it('are sent once, however often the button is pressed', async () => {
    const element = await place(triageScenarios.sending());
    await answer(element, well);
    await waitUntil(() => asked.length > 0, 'it was sent');
    byRole(element, 'button', /Sending…$/).click();
    await element.updateComplete;
    await expectAccessible(element);
    expect(asked).to.have.length(1);
  });
});

describe('every state of triage', () => {
  it('can be used by everybody: loading', async () => {
    const element = await place(triageScenarios.slow());
    await says(element, 'Loading the questions');
    await expectAccessible(element);
  });

  it('can be used by everybody: not loaded, with what is between the tags, and tries again', async () => {
    const element = await place(triageScenarios.error());
    const again = await appears(element, 'button', 'Try again');
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    byRole(element, 'link', '000');
    await expectAccessible(element);
    play(...triageScenarios.default());
    again.click();
    await appears(element, 'heading', 'First, your safety');
  });

  it('says so when what follows cannot be loaded', async () => {
    const element = await place(triageScenarios.default());
    await finish(element, well);
    const { get } = customElements;
    customElements.get = () => undefined;
    try {
      byRole(element, 'button', 'Book the free call').click();
      await says(element, 'This part of the page could not be loaded');
      await expectAccessible(element);
    } finally {
      customElements.get = get;
    }
    byRole(element, 'button', 'Try again').click();
    await appears(element, 'button', /^9:00/);
  });

  it('keeps its answers when the page moves it', async () => {
    const element = await place(triageScenarios.default());
    await answer(element, well, 'who');
    const parent = element.parentElement;
    element.remove();
    parent?.append(element);
    await appears(element, 'heading', 'Who this is for');
    byRole(element, 'button', 'Back').click();
    await appears(element, 'heading', 'Where you are');
  });

  it('needs no sideways scrolling at 320 pixels, and every target is large enough', async () => {
    await setViewport({ width: 320, height: 640 });
    try {
      const element = await place(triageScenarios.default());
      const fits = (state: string) => {
        expect(document.documentElement.scrollWidth, state).to.be.at.most(320);
        for (const role of ['button', 'link']) {
          for (const target of allByRole(element, role)) {
            expect(target.getBoundingClientRect().height, `${state}: ${nameOf(target)}`).to.be.at.least(44);
          }
        }
      };
      await answer(element, well, 'course');
      fits('the last questions');
      await finish(element, { ...well, concern: 'mind' });
      fits('the outcome');
      element.shadowRoot?.querySelector('details')?.setAttribute('open', '');
      byRole(element, 'button', 'Change : How you feel').click();
      await appears(element, 'radio', /^I have hurt myself/);
      byRole(element, 'radio', /^I have hurt myself/).click();
      await appears(element, 'heading', 'Please get help now');
      fits('help');
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });
});
