import type { ClientContext } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { Mail, Mailer } from '../../ports/messages.ts';
import { mailFailure } from './smtp-failure.ts';

export interface SmtpSettings {
  /** `smtp://` (with STARTTLS where the server offers it) or `smtps://`; user and password in the URL. */
  url: string;
  /** `Name <address>`, as every mail is sent. */
  from: string;
}

const longestSendMs = 45_000;

/** Mail by SMTP, over a few connections that are kept open. Call `close` when the server stops. */
export function createSmtpMailer(
  settings: SmtpSettings,
  { clock, report }: ClientContext,
): Mailer & { close(): void } {
  const open = async () => {
    // Loaded with the first mail, because an idle server sends none.
    const { createTransport } = await import('nodemailer');
    return createTransport(
      {
        url: settings.url,
        pool: true,
        maxConnections: 3,
        maxMessages: 100,
        dnsTimeout: 5000,
        connectionTimeout: 8000,
        greetingTimeout: 8000,
        socketTimeout: 20_000,
        requireTLS: mustEncrypt(settings.url),
        // A mail's parts are made by us: nothing in them may name a file or an address to fetch.
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: settings.from },
    );
  };
  let transport: ReturnType<typeof open> | undefined;

  return {
    async send(mail) {
      const started = clock.now().getTime();
      const tell = (outcome: 'ok' | UpstreamError['reason'], status: number | null): void =>
        report?.({
          service: 'mail',
          operation: 'send mail',
          outcome,
          status,
          tries: 1,
          durationMs: clock.now().getTime() - started,
        });
      try {
        transport ??= open();
        await withinDeadline(transport.then((opened) => opened.sendMail(messageOf(mail))));
        tell('ok', null);
      } catch (error) {
        const failure = mailFailure(error);
        tell(failure.reason, failure.status ?? null);
        throw failure;
      }
    },
    close: () => void transport?.then((opened) => opened.close()),
  };
}

function messageOf(mail: Mail) {
  return {
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
  };
}

/** A password never travels in the clear, except to this very machine. */
function mustEncrypt(url: string): boolean {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

async function withinDeadline(sending: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new UpstreamError('mail', 'timeout')), longestSendMs);
  try {
    await Promise.race([sending, promise]);
  } finally {
    clearTimeout(timer);
  }
}
