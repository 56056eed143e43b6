import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { tabTo } from '../support/focus.ts';
import { mailsTo } from '../support/holdings.ts';
import { newPatient } from '../support/patients.ts';
import { cards, followupPage, payingVisitor } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

interface Records {
  patients: {
    id: string;
    firstName: string;
    dob: string;
    email: string | null;
    mobilePhone: string | null;
  }[];
  appointments: { patientId: string; notes: string }[];
  relationships: { patientId: string; contactName: string; isEmergency: boolean }[];
}

const whom = { name: 'Who is this for?' };

describe('a parent books for a child', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** The child's record, once the appointment is filed with it and names the parent. */
  const recordOf = async (firstName: string) => {
    const records = (await stack.sandbox.state('medirecords')) as Records;
    const child = records.patients.find((one) => one.firstName === firstName);
    const notes = records.appointments.find((one) => one.patientId === child?.id)?.notes ?? '';
    const people = records.relationships.filter((one) => one.patientId === child?.id);
    assert.ok(child && notes && people.length > 0, `${firstName} is filed`);
    return { child, notes, people };
  };

  const firstMailTo = async (address: string) => {
    const [mail] = await mailsTo(stack, address);
    assert.ok(mail, `${address} has an email`);
    return mail;
  };

  /** Types the fields of a form in their order, by Tab alone. */
  const typeInOrder = async (page: Page, fields: readonly (readonly [RegExp, string])[]) => {
    for (const [label, words] of fields) {
      await tabTo(page, label, 3);
      await page.keyboard.type(words);
    }
  };

  it('for a free first call, by keyboard: the record is the child’s own, and the emails go to the parent', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const parent = newPatient('Alex');
    await page.goto(`${stack.url}/webflow/book.html?service=alternative_medicine&visit=consultation`);
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.field('Full name').waitFor();

    await tabTo(page, /^Who is this for/, 4);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('textbox', { name: 'Patient’s full name' }).waitFor();
    await takePicture(page, 'child-1-fields');
    await assertAccessible(page, 'where a parent says who the child is');
    await typeInOrder(page, [
      [/^Patient’s full name/, 'Samira Sample'],
      [/^Day/, '1'],
      [/^Month/, '5'],
      [/^Year/, '2018'],
      [/^Your full name/, 'Alex Sample'],
      [/^Your mobile/, parent.phone],
      [/^Your email/, parent.email],
      [/^What would the patient like help with/, 'Sleeps badly'],
      [/^Need an interpreter/, 'Auslan interpreter'],
    ]);
    await tabTo(page, /^I am a parent or legal guardian/, 2);
    await page.keyboard.press('Space');
    await takePicture(page, 'child-2-typed');
    await tabTo(page, /^Book this time/, 3);
    await widget.booked(() => page.keyboard.press('Enter'));
    await widget.heading('You are booked').waitFor();
    await page.getByRole('link', { name: 'Test camera and sound' }).waitFor();
    await takePicture(page, 'child-3-booked');

    const { child, notes, people } = await eventually(() => recordOf('Samira'));
    assert.deepEqual([child.dob, child.email, child.mobilePhone], ['2018-05-01', null, null]);
    assert.match(notes, /Contact person: Alex Sample, parent/);
    assert.match(notes, /Needs to take part: Auslan interpreter/);
    assert.deepEqual(
      people.map(({ contactName, isEmergency }) => [contactName, isEmergency]),
      [['Alex Sample', false]],
    );
    const mail = await eventually(() => firstMailTo(parent.email));
    assert.match(mail.text, /Hello Alex, Samira's/);
    assert.match(mail.text, /Auslan interpreter/);
    await watch.assertClean();
    await visitor.close();
  });

  it('for a paid visit: a carer without guardianship is told before anything is held, a parent pays', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget, watch } = visitor;
    const parent = newPatient('Kim');
    await page.goto(stack.url + followupPage);
    await widget.chooseTime();
    await widget.heading('Your details').waitFor();
    await page.getByRole('combobox', whom).selectOption({ label: 'Someone I care for' });
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    await field('Patient’s first name').fill('Nilufar');
    await field('Patient’s last name').fill('Sample');
    await field('Day').fill('1');
    await field('Month').fill('5');
    await field('Year').fill('2018');
    await field('Your full name').fill('Kim Sample');
    await field('Your mobile').fill(parent.phone);
    await field('Your email').fill(parent.email);
    await page.getByRole('combobox', { name: 'You are the patient’s' }).selectOption({ label: 'Carer' });
    await page.getByRole('checkbox', { name: /^I am a parent or legal guardian/ }).check();
    await page.getByRole('button', { name: /^Continue to payment/ }).click();
    await page.getByText('A parent or legal guardian books for a patient under 18').first().waitFor();
    await takePicture(page, 'child-4-carer');
    assert.equal(watch.paymentRequests.length, 0);

    await page.getByRole('combobox', whom).selectOption({ label: 'My child' });
    const relation = page.getByRole('combobox', { name: 'You are the patient’s' });
    await eventually(async () => assert.equal(await relation.inputValue(), 'parent'));
    assert.equal(await field('Patient’s first name').inputValue(), 'Nilufar', 'what was typed stays');
    await page.getByRole('checkbox', { name: /^I am a parent or legal guardian/ }).check();
    const { request } = await widget.hold();
    assert.equal(request.contactPerson?.relation, 'parent');
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    const { child } = await eventually(() => recordOf('Nilufar'));
    assert.deepEqual([child.dob, child.email], ['2018-05-01', null]);

    const mail = await eventually(() => firstMailTo(parent.email));
    const manage = mail.text.match(/https?:\S+\/manage#\S+/)?.[0];
    assert.ok(manage, mail.text);
    await page.goto(manage);
    await page.getByText('Nilufar Sample').first().waitFor();
    await takePicture(page, 'child-5-manage');
    await visitor.close();
  });
});
