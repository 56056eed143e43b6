import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { caller, ids, startForTest } from '../../testing/running-sandbox.ts';
import { starts } from '../testing.ts';

describe('a Calendly that is connected to Outlook', () => {
  let sandbox: Sandbox;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const offered = () => starts(calendly, ids.diaInitial, '2026-11-22T13:00:00Z', '2026-11-23T13:00:00Z');

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  it('does not offer what is busy in the mailbox, unless it is switched off', async () => {
    const before = await offered();
    const [first = ''] = before;
    const end = new Date(Date.parse(first) + 60_000).toISOString();
    sandbox.act('microsoft', 'add_event', { mailbox: 'dr_dia', subject: 'Dentist', start: first, end });
    assert.deepEqual(await offered(), before.slice(1));
    sandbox.configure('calendly', { readsOutlook: false });
    assert.deepEqual(await offered(), before);
  });

  it('still offers what is shown as free', async () => {
    const before = await offered();
    const [first = ''] = before;
    const end = new Date(Date.parse(first) + 60_000).toISOString();
    const event = { mailbox: 'dr_dia', subject: 'Perhaps', start: first, end, showAs: 'free' };
    sandbox.act('microsoft', 'add_event', event);
    assert.deepEqual(await offered(), before);
  });
});
