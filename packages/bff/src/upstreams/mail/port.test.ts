import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { mailerSuite } from '../../testing/ports/messages.suite.ts';
import { InMemoryMailer } from '../../testing/vendors/mail.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

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

it("mail says that a program sent it, so that no one's out-of-office reply comes back", async () => {
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
