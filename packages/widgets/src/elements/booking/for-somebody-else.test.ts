import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { bookingScenarios, forgetSentBookings, sampleStart, sentBookings } from './booking.mocks.ts';
import type { BookingElement } from './booking.ts';
import './booking.ts';
import '../due-forms/due-forms.ts';

const whom = 'Who is this for?';
const needs = 'Need an interpreter, or help to take part? (optional)';
const childConsent = /^I am a parent or legal guardian/;

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => startClock());
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  sessionStorage.clear();
  forgetSentBookings();
});

async function atDetails(): Promise<BookingElement> {
  play(...bookingScenarios.default());
  const element = await fixture<BookingElement>(
    html`<bq-booking service="gaps_coaching" start=${sampleStart} time-zone="Australia/Perth"></bq-booking>`,
  );
  await appears(element, 'textbox', 'Full name');
  return element;
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, {
    timeout: 60_000,
  });
  return byRole(root, role, name);
}

function typedIn(element: BookingElement, label: string): string {
  return (byRole(element, 'textbox', label) as HTMLInputElement).value;
}

function type(element: BookingElement, role: string, label: string, value: string): void {
  const control = byRole(element, role, label) as HTMLInputElement;
  control.value = value;
  const event = role === 'combobox' ? 'change' : 'input';
  control.dispatchEvent(new InputEvent(event, { bubbles: true, composed: true }));
}

function fillChild(element: BookingElement, year: string): void {
  type(element, 'textbox', 'Patient’s full name', 'Sam Sample');
  for (const [label, value] of [
    ['Day', '1'],
    ['Month', '5'],
    ['Year', year],
  ] as const)
    type(element, 'textbox', label, value);
  type(element, 'textbox', 'Your full name', 'Alex Sample');
  type(element, 'textbox', 'Your email', 'alex@example.com');
  type(element, 'textbox', 'Your mobile', '0412 345 678');
  type(element, 'textbox', 'What would the patient like help with?', 'Poor sleep');
}

const book = (element: BookingElement) => byRole(element, 'button', /Book this time/).click();

describe('a booking for somebody else', () => {
  it('asks for the patient apart from who books, and sends both', async () => {
    const element = await atDetails();
    type(element, 'combobox', whom, 'child');
    await appears(element, 'textbox', 'Patient’s full name');
    await expectAccessible(element);
    fillChild(element, '2018');
    type(element, 'textbox', needs, 'Auslan interpreter');
    byRole(element, 'checkbox', childConsent).click();
    book(element);
    await appears(element, 'heading', 'You are booked');
    const { attribution: _, ...body } = sentBookings[0]?.body ?? {};
    expect(body).to.deep.equal({
      patientName: 'Sam Sample',
      dateOfBirth: '2018-05-01',
      contactPerson: { name: 'Alex Sample', relation: 'parent', consent: true },
      accessNeeds: 'Auslan interpreter',
      email: 'alex@example.com',
      phone: '0412 345 678',
      primaryConcern: 'Poor sleep',
      preferredTimes: [sampleStart],
      timezone: 'Australia/Perth',
      service: 'gaps_coaching',
    });
    expect(byRole(element, 'link', 'Test camera and sound').getAttribute('href')).to.contain('/check');
  });

  it('says at the fields what is missing, the consent among it, and moves focus to the summary', async () => {
    const element = await atDetails();
    type(element, 'combobox', whom, 'other');
    await appears(element, 'textbox', 'Patient’s full name');
    book(element);
    await waitUntil(() => textOf(element).includes('Choose what you are to the patient'));
    const said = textOf(element);
    for (const words of [
      'Enter the patient’s full name',
      'Enter the patient’s date of birth',
      'Enter your full name',
      'Tick the box to book for the patient',
    ]) {
      expect(said).to.contain(words);
    }
    expect(sentBookings).to.have.length(0);
    await expectAccessible(element);
    byRole(element, 'checkbox', /^The patient knows/).click();
    await waitUntil(
      () =>
        !textOf(byRole(element, 'checkbox', /^The patient knows/).closest('.field') as Element).includes(
          'Tick',
        ),
    );
  });

  it('of a minor is only for a parent or guardian', async () => {
    const element = await atDetails();
    type(element, 'combobox', whom, 'other');
    await appears(element, 'textbox', 'Patient’s full name');
    fillChild(element, '2018');
    type(element, 'combobox', 'You are the patient’s', 'carer');
    await appears(element, 'checkbox', childConsent);
    byRole(element, 'checkbox', childConsent).click();
    book(element);
    await waitUntil(() =>
      textOf(element).includes('A parent or legal guardian books for a patient under 18'),
    );
    expect(sentBookings).to.have.length(0);
  });

  it('keeps what was typed when the choice changes and changes back', async () => {
    const element = await atDetails();
    type(element, 'textbox', 'Full name', 'Alex Sample');
    type(element, 'textbox', 'Email', 'alex@example.com');
    type(element, 'combobox', whom, 'child');
    await appears(element, 'textbox', 'Patient’s full name');
    expect(typedIn(element, 'Your full name')).to.equal('Alex Sample');
    expect(typedIn(element, 'Patient’s full name')).to.equal('');
    type(element, 'textbox', 'Patient’s full name', 'Sam Sample');
    type(element, 'combobox', whom, '');
    await appears(element, 'textbox', 'Full name');
    expect(typedIn(element, 'Full name')).to.equal('Alex Sample');
    expect(typedIn(element, 'Email')).to.equal('alex@example.com');
    type(element, 'combobox', whom, 'child');
    await appears(element, 'textbox', 'Patient’s full name');
    expect(typedIn(element, 'Patient’s full name')).to.equal('Sam Sample');
  });

  it('for a child follows one for another person: the relation is that of a parent, and the consent is asked again', async () => {
    const element = await atDetails();
    type(element, 'combobox', whom, 'other');
    await appears(element, 'textbox', 'Patient’s full name');
    fillChild(element, '2018');
    const relation = () => byRole(element, 'combobox', 'You are the patient’s') as HTMLSelectElement;
    type(element, 'combobox', 'You are the patient’s', 'carer');
    await waitUntil(() => relation().value === 'carer');
    byRole(element, 'checkbox').click();
    type(element, 'combobox', whom, 'child');
    await waitUntil(() => relation().value === 'parent', 'the relation follows');
    expect((byRole(element, 'checkbox') as HTMLInputElement).checked).to.equal(false);
    expect(typedIn(element, 'Patient’s full name')).to.equal('Sam Sample');
  });

  it('can be made with the keyboard alone', async () => {
    const element = await atDetails();
    await tabTo(whom);
    await press('ArrowDown');
    await appears(element, 'textbox', 'Patient’s full name');
    expect(focusedName()).to.equal(whom);
    for (const [label, words] of [
      ['Patient’s full name', 'Sam Sample'],
      ['Day', '1'],
      ['Month', '5'],
      ['Year', '2018'],
      ['Your full name', 'Alex Sample'],
      ['Your mobile', '0412 345 678'],
      ['Your email', 'alex@example.com'],
      ['What would the patient like help with?', 'Poor sleep'],
    ] as const) {
      await tabTo(label);
      await typeText(words);
    }
    await tabTo(childConsent);
    await press('Space');
    await tabTo(/^Book this time/);
    await press('Enter');
    await appears(element, 'heading', 'You are booked');
    expect(sentBookings[0]?.body.contactPerson?.name).to.equal('Alex Sample');
  });
});
