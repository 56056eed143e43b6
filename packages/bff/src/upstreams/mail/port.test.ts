import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import type { Mail, Mailer } from '../../ports/messages.ts';
import { InMemoryMailer } from '../../testing/vendors/mail.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** What features may rely on, whoever fills the port. */
function mailerSuite(
  name: string,
  start: () => Promise<{
    mailer: Mailer;
    received: () => { to: string; subject: string; messageId: string; files: string[] }[];
  }>,
): void {
  const mail = (id: string): Mail => ({
    to: 'alex@example.com',
    toName: 'Zoë Sample',
    subject: 'Your call on Tuesday – 9:30 am',
    text: 'Hello Zoë',
    html: '<p>Hello Zoë</p>',
    messageId: `<${id}@example.com>`,
    attachments: [{ filename: 'call.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }],
  });

  describe(`mail ${name}`, () => {
    it('arrives as it was sent, and a repeat carries the same id', async () => {
      const { mailer, received } = await start();
      await mailer.send(mail('a'));
      await mailer.send(mail('b'));
      await mailer.send(mail('a'));
      const expected = (id: string) => ({
        to: 'alex@example.com',
        subject: 'Your call on Tuesday – 9:30 am',
        messageId: `<${id}@example.com>`,
        files: ['call.ics'],
      });
      assert.deepEqual(received(), [expected('a'), expected('b'), expected('a')]);
    });
  });
}

mailerSuite('in memory', async () => {
  const mailer = new InMemoryMailer();
  return {
    mailer,
    received: () =>
      mailer.sent.map(({ to, subject, messageId, attachments = [] }) => ({
        to,
        subject,
        messageId,
        files: attachments.map((one) => one.filename),
      })),
  };
});

const state = z.object({
  mails: z.array(
    z.object({
      to: z.array(z.string()),
      subject: z.string(),
      messageId: z.string(),
      headers: z.array(z.object({ key: z.string(), value: z.string() })),
      attachments: z.array(z.object({ filename: z.string() })),
    }),
  ),
});
const cleanups: (() => unknown)[] = [];
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

mailerSuite("at the mail server's stand-in", async () => {
  const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
  const sandbox: Sandbox = await startSandbox({ clinicConfigPath });
  const mailer = createSmtpMailer(
    { url: sandbox.smtpUrl, from: 'Clinic <bookings@example.com>' },
    { clock: systemClock },
  );
  cleanups.push(() => mailer.close(), sandbox.stop);
  return {
    mailer,
    received: () =>
      state.parse(sandbox.state('mail')).mails.map(({ to, subject, messageId, attachments }) => ({
        to: to.join(),
        subject,
        messageId,
        files: attachments.map((one) => one.filename),
      })),
  };
});

it("mail says that a program sent it, so that nobody's out-of-office reply comes back", async () => {
  const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
  const sandbox: Sandbox = await startSandbox({ clinicConfigPath });
  const mailer = createSmtpMailer(
    { url: sandbox.smtpUrl, from: 'Clinic <bookings@example.com>' },
    { clock: systemClock },
  );
  cleanups.push(() => mailer.close(), sandbox.stop);
  const addressed = { to: 'alex@example.com', subject: 'S', text: 'T', html: '<p>T</p>' };
  await mailer.send({ ...addressed, messageId: '<a@example.com>' });
  const [mail] = state.parse(sandbox.state('mail')).mails;
  const header = mail?.headers.find(({ key }) => key === 'auto-submitted');
  assert.equal(header?.value, 'auto-generated');
});
