import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../../ports/messages.ts';

/** An email as it travels. */
export interface ComposedMail {
  envelope: { from: string | undefined; to: string[] };
  raw: Buffer;
}

export async function composeMail(mail: Mail, from: string): Promise<ComposedMail> {
  const node = new MailComposer({
    from,
    to: { name: mail.toName ?? '', address: mail.to },
    ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    // Out-of-office replies stay away from a mail that a program sent (RFC 3834, section 5).
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: typeof content === 'string' ? content : Buffer.from(content),
    })),
    // We make all parts of an email: nothing in them may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from: sender, to } = node.getEnvelope();
  return { envelope: { from: sender || undefined, to }, raw: await node.build() };
}
