import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { caller, ids, startForTest } from '../../testing/running-sandbox.ts';
import { freeCallRequest, starts } from '../testing.ts';

describe('a Calendly that is connected to Outlook', () => {
  let sandbox: Sandbox;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const copies = () =>
    (sandbox.state('microsoft') as HeldMailboxes).mailboxes.flatMap(({ events }) => events);
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

  it('writes an appointment into the mailbox with its patient, names it, and takes it away again', async () => {
    const [start = ''] = await starts(calendly, ids.freeCall, '2026-11-22T13:00:00Z', '2026-11-23T13:00:00Z');
    const booked = await calendly('POST /invitees', { body: freeCallRequest(ids.freeCall, start) });
    assert.equal(booked.status, 201);
    const [copy, ...more] = copies();
    assert.deepEqual([more.length, copy?.attendees[0]?.emailAddress.address], [0, 'alex.sample@example.com']);
    assert.equal(Date.parse(`${copy?.start.dateTime.slice(0, 19)}Z`), Date.parse(start));
    const invitee = String(booked.body.resource?.uri);
    const event = await calendly(`GET ${new URL(String(booked.body.resource?.event)).pathname}`);
    assert.doesNotMatch(String(event.body.resource?.calendar_event?.external_id), /^sandbox-/);
    sandbox.act('calendly', 'cancel', { invitee });
    assert.deepEqual(copies(), []);
  });

  it('writes nothing when that is switched off', async () => {
    sandbox.configure('calendly', { writesOutlook: false });
    const [start = ''] = await starts(calendly, ids.freeCall, '2026-11-22T13:00:00Z', '2026-11-23T13:00:00Z');
    await calendly('POST /invitees', { body: freeCallRequest(ids.freeCall, start) });
    assert.deepEqual(copies(), []);
  });
});

interface HeldMailboxes {
  mailboxes: {
    events: { start: { dateTime: string }; attendees: { emailAddress: { address: string } }[] }[];
  }[];
}
