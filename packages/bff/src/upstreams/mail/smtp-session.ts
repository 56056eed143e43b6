import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { ComposedMail } from './compose-message.ts';

export interface SmtpDeadlines {
  /** From the first word to the mail server until it has the whole email. */
  contentMs: number;
  /**
   * From there until it says that it takes the email. RFC 5321, 4.5.3.2.6: ten minutes, because a sender that gives up
   * earlier sends again what the server has already taken.
   */
  answerMs: number;
}

export const smtpDeadlines: SmtpDeadlines = { contentMs: 90_000, answerMs: 600_000 };

/** A connection to the mail server that sends one email after the other. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  /** How many emails it has sent. */
  sent = 0;
  /** The server has asked for the content of the present email. */
  contentStarted = false;
  /** The server or we have closed it. */
  closed = false;

  private constructor(connection: SMTPConnection) {
    this.#connection = connection;
    const end = (): void => {
      this.closed = true;
    };
    connection.on('error', end);
    connection.on('end', end);
  }

  /** Opens a connection, encrypts it and signs in. The signal closes it. @throws the failure of `nodemailer` */
  static open(url: string, signal: AbortSignal): Promise<SmtpSession> {
    const { auth, ...target } = parseConnectionUrl(url);
    const connection = new SMTPConnection({
      ...target,
      dnsTimeout: 5000,
      connectionTimeout: 8000,
      greetingTimeout: 8000,
      // `send` has its own deadlines. This one only must not be shorter.
      socketTimeout: smtpDeadlines.answerMs + 60_000,
      // A closed connection sends nothing more: no rest of an email that we gave up.
      socketCloseTimeout: 0,
      requireTLS: mustEncrypt(url),
    });
    const session = new SmtpSession(connection);
    return session.#untilGivenUp(signal, (done) => {
      connection.connect(() => {
        if (!auth?.user || !connection.allowsAuth) done();
        else connection.login({ credentials: { user: auth.user, pass: String(auth.pass ?? '') } }, done);
      });
    });
  }

  /**
   * Sends an email. Until the server has the whole email, the deadline and the signal close the connection, and the
   * email is not delivered. After that nothing can take it back, so it waits for the answer.
   * @throws UpstreamError `timeout` or `aborted`, or the failure of `nodemailer`
   */
  async send(mail: ComposedMail, deadlines: SmtpDeadlines, signal: AbortSignal | undefined): Promise<void> {
    const giveUp = new AbortController();
    const late = (): void => giveUp.abort(new UpstreamError('mail', 'timeout'));
    const stop = (): void => giveUp.abort(new UpstreamError('mail', 'aborted'));
    let timer = setTimeout(late, deadlines.contentMs);
    this.contentStarted = false;
    const content = Readable.from(this.#contentOf(mail), { objectMode: false });
    content.once('end', () => {
      signal?.removeEventListener('abort', stop);
      clearTimeout(timer);
      timer = setTimeout(late, deadlines.answerMs);
    });
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await this.#untilGivenUp(giveUp.signal, (done) => {
        this.#connection.send(mail.envelope, content, done);
      });
      this.sent += 1;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  *#contentOf(mail: ComposedMail): Generator<Buffer> {
    this.contentStarted = true;
    yield mail.raw;
  }

  /** Says goodbye and closes the connection. */
  quit(): void {
    if (!this.closed) this.#connection.quit();
    this.close();
  }

  close(): void {
    this.closed = true;
    this.#connection.close();
  }

  /** Every failure closes the connection: what it was doing is not continued. */
  async #untilGivenUp(signal: AbortSignal, act: (done: (error?: unknown) => void) => void): Promise<this> {
    const { promise, resolve, reject } = Promise.withResolvers<this>();
    const lost = (): void => reject(new UpstreamError('mail', 'connection_lost'));
    const abort = (): void => reject(signal.reason);
    this.#connection.once('error', reject);
    this.#connection.once('end', lost);
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal.aborted) throw signal.reason;
      act((error) => (error ? reject(error) : resolve(this)));
      return await promise;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#connection.off('error', reject);
      this.#connection.off('end', lost);
      signal.removeEventListener('abort', abort);
    }
  }
}

/** A password never travels in the clear, except to this very machine. */
function mustEncrypt(url: string): boolean {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
