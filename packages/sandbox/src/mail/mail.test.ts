import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTransport } from 'nodemailer';
import type { Sandbox } from '../start.ts';
import { startForTest } from '../testing/running-sandbox.ts';

interface MailState {
  id: string;
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  attachments: { filename: string; contentType: string; text: string | null }[];
}

describe('mail in the sandbox', () => {
  let sandbox: Sandbox;
  const send = (changes: Record<string, unknown> = {}) =>
    createTransport({ url: sandbox.smtpUrl, connectionTimeout: 2000 }).sendMail({
      from: 'The clinic <clinic@example.com>',
      to: 'Alex Sample <alex.sample@example.com>',
      subject: 'Gebucht: 9:30 – süß',
      text: 'You are booked.',
      html: '<p>You are <b>booked</b>.</p><script>alert(1)</script>',
      messageId: '<booking-1@clinic.example.com>',
      attachments: [{ filename: 'visit.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }],
      ...changes,
    });
  /** The part of the state that is looked at here. */
  const mails = async (): Promise<MailState[]> => {
    const answer = await fetch(`${sandbox.urls.panel}/__sandbox/mail/state`);
    return ((await answer.json()) as { mails: MailState[] }).mails;
  };

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  it('keeps what was sent: people, words, HTML, attachments, message id', async () => {
    await send();
    const [mail, ...others] = await mails();
    assert.equal(others.length, 0);
    assert.deepEqual(mail?.to, ['alex.sample@example.com']);
    assert.equal(mail?.from, 'clinic@example.com');
    assert.equal(mail?.subject, 'Gebucht: 9:30 – süß');
    assert.equal(mail?.text.trim(), 'You are booked.');
    assert.match(mail?.html ?? '', /<b>booked<\/b>/);
    assert.equal(mail?.messageId, '<booking-1@clinic.example.com>');
    const [attachment] = mail?.attachments ?? [];
    assert.equal(attachment?.filename, 'visit.ics');
    assert.equal(attachment?.contentType, 'text/calendar');
    assert.equal(attachment?.text?.trim(), 'BEGIN:VCALENDAR');
  });

  it('shows the HTML in a frame where no script runs', async () => {
    await send();
    const [mail] = await mails();
    const view = await fetch(`${sandbox.urls.panel}/mail/${mail?.id}`);
    const words = await view.text();
    assert.match(words, /<iframe sandbox/);
    assert.equal(words.includes('<script>alert'), false);
    const html = await fetch(`${sandbox.urls.panel}/mail/${mail?.id}/html`);
    assert.match(html.headers.get('content-security-policy') ?? '', /^sandbox.*default-src 'none'/);
    const attachment = await fetch(`${sandbox.urls.panel}/mail/${mail?.id}/attachments/0`);
    assert.equal((await attachment.text()).trim(), 'BEGIN:VCALENDAR');
    assert.equal((await fetch(`${sandbox.urls.panel}/mail/none`)).status, 404);
  });

  it('refuses with a status, once, and then takes the mail', async () => {
    sandbox.fault({ service: 'mail', kind: 'status', value: 451, times: 1 });
    await assert.rejects(send(), { responseCode: 451 });
    await send();
    assert.equal((await mails()).length, 1);
  });

  it('drops the connection before it has the mail, or after', async () => {
    sandbox.fault({ service: 'mail', kind: 'drop', times: 1 });
    await assert.rejects(send());
    assert.equal((await mails()).length, 0);
    sandbox.fault({ service: 'mail', kind: 'drop_after_commit', times: 1 });
    await assert.rejects(send());
    assert.equal((await mails()).length, 1);
  });

  it('refuses at the greeting, and only the mails that match', async () => {
    sandbox.fault({ service: 'mail', route: 'CONNECT /', kind: 'status', value: 421, times: 1 });
    await assert.rejects(send(), { responseCode: 421 });
    sandbox.fault({ service: 'mail', match: 'alex.sample@', kind: 'status', value: 550 });
    await assert.rejects(send(), { responseCode: 550 });
    await send({ to: 'enquiries@example.com', html: '' });
    assert.equal((await mails()).length, 1);
  });

  it('writes each attempt down', async () => {
    sandbox.fault({ service: 'mail', kind: 'status', value: 451, times: 1 });
    await assert.rejects(send());
    await send();
    assert.deepEqual(
      sandbox.calls('mail').map(({ method, status }) => [method, status]),
      [
        ['DATA', 451],
        ['DATA', 250],
      ],
    );
  });
});
