import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { startForTest } from '../../testing/running-sandbox.ts';
import { startReceiver } from '../subscriptions/testing.ts';
import { appToken, dia, graphOf, monday, subjects } from '../testing.ts';

describe('the mailboxes on the panel', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startForTest();
  });
  after(() => sandbox.stop());

  const page = async () => (await fetch(`${sandbox.urls.panel}/?week=2026-11-23`)).text();
  const press = async (act: string, fields: Record<string, string>) => {
    const answer = await fetch(`${sandbox.urls.panel}/panel/microsoft/acts/${act}`, {
      method: 'POST',
      headers: { origin: sandbox.urls.panel },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    return [answer.status, answer.headers.get('location')];
  };
  const day = { mailbox: dia, day: '2026-11-23', time: '11:00', minutes: '45' };

  it('let a person put an event into a calendar, move it and delete it', async () => {
    const graph = graphOf(sandbox, await appToken(sandbox));
    const view = () => graph(`GET /users/${dia}/calendarView`, { query: monday });
    const added = await press('add_event', { ...day, subject: 'School <run>', showAs: 'oof' });
    assert.deepEqual(added, [303, '/#microsoft']);
    assert.deepEqual(subjects(await view()), ['School <run>']);
    const shown = await page();
    assert.match(shown, /11:00 am to 11:45 am<\/strong>School &lt;run&gt;/);
    const event = /name="event" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    await press('move_event', { ...day, event, time: '13:00', minutes: '60' });
    assert.match(await page(), /1:00 pm to 2:00 pm/);
    await press('remove_event', { mailbox: dia, event });
    assert.deepEqual(subjects(await view()), []);
    assert.equal((await press('add_event', { ...day, time: 'noon' }))[0], 400);
  });

  it('show subscriptions with their notifications, and lose one', async () => {
    const receiver = await startReceiver();
    const graph = graphOf(sandbox, await appToken(sandbox));
    const { body } = await graph('POST /subscriptions', {
      body: {
        changeType: 'created',
        notificationUrl: receiver.url,
        lifecycleNotificationUrl: `${receiver.url}/lifecycle`,
        resource: `users/${dia}/events`,
        expirationDateTime: '2026-11-23T00:00:00Z',
      },
    });
    await press('add_event', { ...day, subject: 'Lunch' });
    await press('send_missed', { subscription: String(body.id) });
    assert.equal(await receiver.lifecycle(), 'missed');
    const shown = await page();
    for (const words of ['Lose this subscription', 'missed', 'created', receiver.url]) {
      assert.ok(shown.includes(words), words);
    }
    await press('drop_subscription', { subscription: String(body.id) });
    assert.ok((await page()).includes('There are no subscriptions to mailboxes.'));
    receiver.stop();
  });
});
