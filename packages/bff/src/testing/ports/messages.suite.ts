import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mail, Mailer } from '../../ports/messages.ts';

/** What every mailer does for features. `start` gives a mailer, and what its receivers got. */
export function mailerSuite(
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
