import type { UpstreamError } from '../../platform/upstream-error.ts';
import type { Mail, Mailer } from '../../ports/messages.ts';

/**
 * An outbox in memory, for the tests of features. It sends repeats again, as a mail server does. The same suite tests
 * it and the client (`testing/ports/messages.suite.ts`).
 */
export class InMemoryMailer implements Mailer {
  readonly sent: Mail[] = [];
  readonly #faults: { error: UpstreamError; afterSending: boolean }[] = [];

  /** The next send throws; with `afterSending` the mail went out although the answer was lost. */
  failNext(error: UpstreamError, options: { afterSending?: boolean } = {}): void {
    this.#faults.push({ error, afterSending: options.afterSending ?? false });
  }

  async send(mail: Mail): Promise<void> {
    const fault = this.#faults.shift();
    if (fault && !fault.afterSending) throw fault.error;
    this.sent.push(mail);
    if (fault) throw fault.error;
  }
}
