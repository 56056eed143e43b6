import '../../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../../api/catalogue.ts';
import { forgetPageEvents } from '../../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../../testing/device/keyboard.ts';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../../testing/queries.ts';
import { play, startMockServer } from '../../../testing/samples/mock-server.ts';
import { sampleNow } from '../../combined-calendar/combined-calendar.mocks.ts';
import { forgetMoves, manageScenarios, moves, sampleFragment } from '../manage-booking.mocks.ts';
import type { ManageBooking } from '../manage-booking.ts';
import '../manage-booking.ts';

const patience = { timeout: 8000 };

async function place(scenario: RequestHandler[]): Promise<ManageBooking> {
  play(...scenario);
  history.replaceState(history.state, '', sampleFragment);
  return fixture(html`<bq-manage-booking></bq-manage-booking>`);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, patience);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`, patience);
}

async function hasFocus(name: Name): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `"${name}" has the focus`,
    patience,
  );
}

/** Opens the calendar. */
async function openCalendar(element: ManageBooking): Promise<void> {
  (await appears(element, 'button', /^Move this appointment/)).click();
  await appears(element, 'button', /^Tuesday 24 November, 2 times/);
}

/** Chooses Tuesday, six in Perth, which is nine in Melbourne. */
async function chooseTuesday(element: ManageBooking): Promise<void> {
  await openCalendar(element);
  byRole(element, 'button', /^Tuesday 24 November/).click();
  (await appears(element, 'button', /^6:00/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'heading', 'Move your appointment?');
}

const confirm = (element: ManageBooking) => byRole(element, 'button', /^Move to this time/).click();

const tuesday = { start: '2026-11-23T22:00:00Z', practitionerId: 'dr_dia' };

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
  forgetMoves();
});

describe('the terms of a move', () => {
  for (const [scenario, words] of [
    ['movable', 'You can move it twice, until Sunday 22 November, 8:15 am.'],
    ['movedBefore', 'You can move it once more, until Monday 23 November, 6:00 am.'],
    [
      'notMovableAnyMore',
      'You could move it here until Sunday 22 November, 8:15 am. To move it now, call us: (03) 7010 4321',
    ],
    ['movedOften', 'You have moved it as often as you can here. To move it again, call us: (03) 7010 4321'],
    ['priceDiffers', 'The price of this visit has changed. To move it, call us: (03) 7010 4321'],
    ['notOnline', 'To move it, call us: (03) 7010 4321'],
  ] as const) {
    it(`are said before: ${scenario}`, async () => {
      const element = await place(manageScenarios[scenario]());
      await says(element, words);
      const offered = allByRole(element, 'button', /^Move this appointment/).length > 0;
      expect(offered).to.equal(words.startsWith('You can move'));
      await expectAccessible(element);
    });
  }

  it('say from where it was moved', async () => {
    const element = await place(manageScenarios.movedBefore());
    await appears(element, 'heading', 'You are booked');
    await says(element, 'Moved from Monday 23 November, 8:15 am.');
  });

  it('load neither calendar nor details before they are wanted', async () => {
    const element = await place(manageScenarios.movable());
    await appears(element, 'heading', 'You are booked');
    expect(element.renderRoot.querySelector('bq-combined-calendar, bq-booking')).to.equal(null);
  });
});

describe('choosing another time', () => {
  it('shows the calendar with the time now marked in the month and among the times', async () => {
    const element = await place(manageScenarios.movable());
    await openCalendar(element);
    await hasFocus('Choose a time');
    await says(element, 'Your time now Monday 23 November , 8:15 am , Perth (AWST)');
    await says(element, '11:15 am in Melbourne (AEDT) with Dr Dia');
    byRole(element, 'button', /^Monday 23 November, \d times available with Dr Dia, your time now$/);
    await says(element, '8:15 am Your time now');
    // A move costs nothing, so that no price is shown.
    expect(textOf(element)).not.to.include('$79');
    byRole(element, 'tab', /^Dr Shivani/);
    await expectAccessible(element);
  });

  it('marks no time in the tab of another practitioner', async () => {
    const element = await place(manageScenarios.movable());
    await openCalendar(element);
    await says(element, '8:15 am Your time now');
    byRole(element, 'tab', /^Dr Shivani/).click();
    await waitUntil(() => !textOf(element).includes('8:15 am Your time now'), 'the mark is gone');
  });

  it('tells the page nothing about the choice', async () => {
    const element = await place(manageScenarios.movable());
    const heard: string[] = [];
    const hear = ({ type }: Event) => heard.push(type);
    for (const name of ['bq-slot-selected', 'bq-service-selected', 'bq-step']) {
      element.addEventListener(name, hear);
    }
    await chooseTuesday(element);
    expect(heard).to.deep.equal([]);
  });

  it('can be given up, and focus goes back to the button', async () => {
    const element = await place(manageScenarios.movable());
    await openCalendar(element);
    byRole(element, 'button', 'Keep my time').click();
    await hasFocus(/^Move this appointment/);
    await says(element, 'Your time stays as it is.');
    expect(moves).to.deep.equal([]);
  });

  it('asks with both times, in both zones, and says what stays', async () => {
    const element = await place(manageScenarios.movable());
    await chooseTuesday(element);
    await hasFocus('Move your appointment?');
    const words = textOf(element);
    for (const part of [
      'From Monday 23 November , 8:15 am , Perth (AWST) 11:15 am in Melbourne (AEDT) with Dr Dia',
      'To Tuesday 24 November , 6:00 am , Perth (AWST) 9:00 am in Melbourne (AEDT) with Dr Dia',
      'The $79.00 you paid stays with it.',
      'Free to cancel until Monday 23 November, 6:00 am. After that no refund.',
    ]) {
      expect(words).to.include(part);
    }
    expect(words).not.to.include('After that, call us to move it again');
    expect(moves).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('says when it is the last move here', async () => {
    const element = await place(manageScenarios.movedBefore());
    (await appears(element, 'button', /^Move this appointment/)).click();
    (await appears(element, 'button', /^Wednesday 25 November, no times/)).click();
    byRole(element, 'tab', /^All/).click();
    (await appears(element, 'button', /^7:15 am/)).click();
    (await appears(element, 'button', 'Continue')).click();
    await says(element, 'After that, call us to move it again.');
    await says(element, 'with Dr Shivani');
  });

  it('finds the calendar unchanged on the way back', async () => {
    const element = await place(manageScenarios.movable());
    await chooseTuesday(element);
    byRole(element, 'button', 'Choose another time').click();
    await hasFocus('Choose a time');
    expect(byRole(element, 'button', /^6:00/).getAttribute('aria-pressed')).to.equal('true');
  });

  it('goes back with the browser, step by step', async () => {
    const element = await place(manageScenarios.movable());
    await chooseTuesday(element);
    history.back();
    await hasFocus('Choose a time');
    history.back();
    await hasFocus(/^Move this appointment/);
  });
});

describe('moving', () => {
  it('shows the new time, says that it was moved, and puts focus there', async () => {
    const element = await place(manageScenarios.movable());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('Moved to Tuesday 24 November, 6:00 am');
    await says(element, 'Moved from Monday 23 November, 8:15 am. We have emailed you the new time.');
    await says(element, 'When Tuesday 24 November , 6:00 am , Perth (AWST)');
    await says(element, 'You can move it once more, until Monday 23 November, 6:00 am.');
    byRole(element, 'button', 'Add to calendar');
    expect(moves.map(({ to }) => to)).to.deep.equal([tuesday]);
    await expectAccessible(element);
  });

  it('needs no pointer', async () => {
    const element = await place(manageScenarios.movable());
    await appears(element, 'button', /^Move this appointment/);
    await tabTo(/^Move this appointment/);
    await press('Enter');
    await hasFocus('Choose a time');
    await appears(element, 'button', /^6:30 am with Dr Dia/);
    await tabTo(/^6:00 am/);
    await press('Enter');
    await tabTo('Continue');
    await press('Enter');
    await hasFocus('Move your appointment?');
    await tabTo(/^Move to this time/);
    await press('Enter');
    await hasFocus('Moved to Tuesday 24 November, 6:00 am');
    expect(moves).to.have.length(1);
  });

  it('stays busy while the answer is slow, and sends once', async () => {
    const element = await place(manageScenarios.moveSlow());
    await chooseTuesday(element);
    confirm(element);
    await says(element, 'Moving…');
    confirm(element);
    byRole(element, 'button', 'Keep my time').click();
    history.back();
    await waitUntil(() => moves.length > 0, 'the request is there', patience);
    await element.updateComplete;
    for (const name of [/^Move to this time/, 'Keep my time', 'Choose another time']) {
      expect(byRole(element, 'button', name).getAttribute('aria-disabled')).to.equal('true');
    }
    expect(moves).to.have.length(1);
    await expectAccessible(element);
  });

  it('says that the old appointment stands when the time was taken, and shows what is near', async () => {
    const element = await place(manageScenarios.moveTaken());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('That time has just been taken');
    await says(
      element,
      'You still have your appointment on Monday 23 November, 8:15 am. Choose another one.',
    );
    await appears(element, 'button', /^12:00 pm .*Near the time you wanted/);
    expect(allByRole(element, 'button', /^6:00/)).to.deep.equal([]);
    await expectAccessible(element);
  });

  for (const [scenario, words] of [
    ['moveTooLate', 'It is too late to move this appointment here.'],
    ['movePriceDiffers', 'The price of this visit has changed.'],
  ] as const) {
    it(`says why the clinic has to move it, and how to call: ${scenario}`, async () => {
      const element = await place(manageScenarios[scenario]());
      await chooseTuesday(element);
      confirm(element);
      await hasFocus('We could not move it here');
      await says(element, words);
      await says(element, 'You still have your appointment on Monday 23 November, 8:15 am.');
      byRole(element, 'link', 'Call (03) 7010 4321');
      await expectAccessible(element);
      byRole(element, 'button', 'Keep my time').click();
      await appears(element, 'heading', 'You are booked');
    });
  }

  it('sends the same request again when its answer was lost', async () => {
    const element = await place(manageScenarios.moveLostOnce());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('Moved to Tuesday 24 November, 6:00 am');
    expect(moves).to.have.length(2);
    expect(moves[1]).to.deep.equal(moves[0]);
  });

  it('reads the booking when no answer comes: it says that it was moved', async () => {
    const element = await place(manageScenarios.moveUnheard());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('Moved to Tuesday 24 November, 6:00 am');
    expect(new Set(moves.map(({ key }) => key)).size).to.equal(1);
  });

  it('keeps its key when the patient presses again after a broken line', async () => {
    const element = await place(manageScenarios.moveNotSent());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('We did not get an answer');
    await says(element, 'Your appointment will not be moved twice.');
    await expectAccessible(element);
    confirm(element);
    await hasFocus('Moved to Tuesday 24 November, 6:00 am');
    expect(moves).to.have.length(3);
    expect(new Set(moves.map(({ key }) => key)).size).to.equal(1);
  });

  it('waits for the calendar, and says when it is done', async () => {
    const element = await place(manageScenarios.moveLate());
    await chooseTuesday(element);
    confirm(element);
    await hasFocus('We are moving your appointment');
    await says(
      element,
      'To Tuesday 24 November, 6:00 am. The calendar is taking longer than usual. Until it is done, you keep your appointment on Monday 23 November, 8:15 am.',
    );
    expect(allByRole(element, 'button', /Cancel|Move/)).to.deep.equal([]);
    await appears(element, 'heading', 'Moved to Tuesday 24 November, 6:00 am');
  });

  it('is found under way after a reload, and says when it could not be done', async () => {
    const element = await place(manageScenarios.moveFails());
    await appears(element, 'heading', 'We are moving your appointment');
    await says(
      element,
      'We could not move it. You still have your appointment on Monday 23 November, 8:15 am.',
    );
    await appears(element, 'button', /^Move this appointment/);
  });
});

describe('every state of a visit', () => {
  for (const [scenario, words] of [
    ['beingMoved', 'We are moving your appointment'],
    ['movedBefore', 'Moved from Monday 23 November'],
    ['missed', 'You missed this appointment If that is not right, please call us: (03) 7010 4321'],
    ['over', 'This appointment is over'],
  ] as const) {
    it(`can be used by everybody: ${scenario}`, async () => {
      const element = await place(manageScenarios[scenario]());
      await says(element, words);
      await expectAccessible(element);
    });
  }
});
