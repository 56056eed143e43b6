import type { ClientContext } from '../../platform/http-client/index.ts';
import type { UpstreamError } from '../../platform/upstream-error.ts';
import type { Mailer } from '../../ports/messages.ts';
import { mailFailure } from './smtp-failure.ts';
import type { SmtpDeadlines } from './smtp-session.ts';

export interface SmtpSettings {
  /** `smtp://` (with STARTTLS where the server offers it) or `smtps://`; user and password in the URL. */
  url: string;
  /** `Name <address>`, as every mail is sent. */
  from: string;
  deadlines?: SmtpDeadlines;
}

/** How long a mail waits for a free connection, and the connection to open. */
const openMs = 45_000;

/** Mail by SMTP, over a few connections that are kept open. Call `close` when the server stops. */
export function createSmtpMailer(
  settings: SmtpSettings,
  { clock, report }: ClientContext,
): Mailer & { close(): void } {
  // Loaded with the first mail, because an idle server sends none.
  const load = async () => {
    const { composeMail } = await import('./compose-message.ts');
    const { SmtpSessions } = await import('./smtp-sessions.ts');
    const { smtpDeadlines } = await import('./smtp-session.ts');
    const deadlines = settings.deadlines ?? smtpDeadlines;
    return { composeMail, deadlines, sessions: new SmtpSessions(settings.url) };
  };
  let loaded: ReturnType<typeof load> | undefined;

  return {
    async send(mail, { signal } = {}) {
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
        loaded ??= load();
        const { composeMail, deadlines, sessions } = await loaded;
        const composed = await composeMail(mail, settings.from);
        const opening = AbortSignal.any([AbortSignal.timeout(openMs), ...(signal ? [signal] : [])]);
        await sessions.use(opening, (session) => session.send(composed, deadlines, signal));
        tell('ok', null);
      } catch (error) {
        const failure = mailFailure(error);
        tell(failure.reason, failure.status ?? null);
        throw failure;
      }
    },
    close: () => void loaded?.then(({ sessions }) => sessions.close()),
  };
}
