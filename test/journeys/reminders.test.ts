import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffMessages } from '@botaniqal/shared/contracts/staff/messages.ts';
import type { StaffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { atTheDesk, openScreen, staffAddresses } from '../support/desk-browser.ts';
import { deskVisitor } from '../support/desk-visitor.ts';
import { mailsTo } from '../support/holdings.ts';
import { bookFollowup, managingVisitor } from '../support/move-widget.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { textsTo, writeAs } from '../support/text-messages.ts';
import { eventually } from '../support/until.ts';

/** From Friday, 10 am, to Saturday, 6 pm: the appointments of Monday are reminded of. */
const toReminders = 32 * 3_600_000;

describe('a reminder that asks', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const reminderMailTo = (address: string) =>
    eventually(async () => {
      const mail = (await mailsTo(stack, address)).find(({ text }) => text.includes('this is a reminder'));
      assert.ok(mail, 'no reminder yet');
      return mail;
    });

  it('is answered by links and by text messages, each way, and staff see it', async () => {
    const followup = await bookFollowup(stack, 0);
    // A follow-up takes the first times of Monday; each of the calls has a time of its own after that.
    const call = async (name: string, phone?: string) => {
      const patient: TypedDetails = { ...newPatient(name), ...(phone ? { phone } : {}) };
      const booked = (await stack.api.book(requestFor([await mondayTime(stack)], patient))).ok();
      return { ...patient, ...booked };
    };
    const comes = await call('Comes');
    const cannot = await call('Cannot');
    const asks = await call('Asks');
    const stops = await call('Stops');
    const unreached = await call('Unreached', '0491570157');
    await stack.advance(toReminders);

    // By link: a page that asks, and a button that acts.
    const mail = await reminderMailTo(followup.request.patient.email);
    const linkTo = (answer: string) => {
      const link = new RegExp(`https?://\\S+&${answer}`).exec(mail.text)?.[0];
      assert.ok(link, mail.text);
      return link;
    };
    const visitor = await managingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(linkTo('move'));
    await widget.times().first().waitFor();
    await page.goto('about:blank');
    await page.goto(linkTo('cancel'));
    await widget.button(/^Keep/).first().waitFor();
    await page.goto('about:blank');
    await page.goto(linkTo('coming'));
    await widget.button('I’m coming').waitFor();
    await assertAccessible(page, 'where a patient says that they come');
    await takePicture(page, 'reminder-1-coming');
    await widget.button('I’m coming').click();
    await page.getByText('Thank you. We know that you are coming.').first().waitFor();
    await assertAccessible(page, 'where it is noted that a patient comes');
    await visitor.close();

    // By text message.
    for (const { phone } of [comes, cannot, asks, stops, unreached]) {
      await eventually(async () => {
        const [text, ...more] = await textsTo(stack, phone);
        assert.match(
          text?.body ?? '',
          /you have an appointment on Mon 23 Nov at .* AEDT\. Reply Y to confirm/,
        );
        assert.deepEqual(more, []);
      });
    }
    await writeAs(stack, comes.phone, 'Yes');
    await writeAs(stack, cannot.phone, 'N');
    await writeAs(stack, asks.phone, 'Can I bring my dog?');
    await writeAs(stack, stops.phone, 'STOP');
    await eventually(async () => {
      const view = (await stack.api.booking(cannot.bookingId, cannot.manageToken)).ok();
      assert.equal(view.status, 'cancelled');
      assert.match((await textsTo(stack, cannot.phone)).at(-1)?.body ?? '', /is cancelled/);
      assert.match((await textsTo(stack, asks.phone)).at(-1)?.body ?? '', /In an emergency call 000/);
    });

    const desk = await deskVisitor(stack, staffAddresses.manager);
    const messagesOf = async (query: string): Promise<StaffMessages['messages']> => {
      const answer = await desk.read(`/api/staff/messages?${query}`);
      assert.equal(answer.status, 200);
      const { messages } = (await answer.json()) as StaffMessages;
      return messages.filter(({ channel }) => channel === 'sms');
    };
    await eventually(async () => {
      const answered = await messagesOf('state=answered');
      const answers = new Map(answered.map(({ bookingId, answer }) => [bookingId, answer?.answer]));
      assert.deepEqual(
        [comes, cannot, asks, stops].map(({ bookingId }) => answers.get(bookingId)),
        ['coming', 'cannot_come', 'other', 'stop'],
      );
      const [failed] = await messagesOf(`bookingId=${unreached.bookingId}&state=failed`);
      assert.deepEqual([failed?.state, failed?.reason], ['failed', '30003']);
      const delivered = await messagesOf(`bookingId=${comes.bookingId}`);
      assert.deepEqual(
        delivered.map(({ state }) => state),
        ['sent'],
      );
    });

    // What was not delivered is a task. Its button sends the same by email.
    const before = (await mailsTo(stack, unreached.email)).length;
    const { tasks } = (await (await desk.read('/api/staff/tasks')).json()) as StaffTaskList;
    const task = tasks.find(({ kind }) => kind === 'text_not_delivered');
    assert.ok(task, JSON.stringify(tasks.map(({ kind }) => kind)));
    const pressed = await desk.write('POST', `/api/staff/tasks/${task.id}/act`, {
      version: task.version,
      action: 'send_confirmation_again',
    });
    assert.equal(pressed.status, 200, await pressed.text());
    await eventually(async () => assert.ok((await mailsTo(stack, unreached.email)).length > before));

    const atDesk = await atTheDesk(browser, stack, staffAddresses.manager);
    await openScreen(atDesk.page, 'Messages');
    await atDesk.page.getByText('Answered STOP: no more text messages').waitFor();
    await assertAccessible(atDesk.page, 'with messages of both channels');
    await takePicture(atDesk.page, 'desk-messages');
    await atDesk.close();
  });
});

/** A free time of a call on Monday afternoon. */
async function mondayTime(stack: Stack): Promise<string> {
  for (let index = 0; ; index += 1) {
    const time = await oneFreeTime(stack, index);
    if (time > '2026-11-23T01:00') {
      assert.ok(time < '2026-11-23T09:00', 'no time is left on Monday');
      return time;
    }
  }
}
