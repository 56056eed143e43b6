import { Semaphore } from '../../platform/http-client/semaphore.ts';
import { mailFailure } from './smtp-failure.ts';
import { SmtpSession } from './smtp-session.ts';

const mostAtOnce = 3;
/** Mail servers limit how many emails one connection sends. */
const mostPerSession = 100;
const idleMs = 15_000;

interface Idle {
  session: SmtpSession;
  timer: NodeJS.Timeout;
}

/** A few connections to the mail server, which stay open for a while for the next email. */
export class SmtpSessions {
  readonly #url: string;
  readonly #places = new Semaphore(mostAtOnce);
  readonly #idle: Idle[] = [];
  readonly #busy = new Set<SmtpSession>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Hands a connection to the act. It is kept when the act succeeds. */
  async use(signal: AbortSignal, act: (session: SmtpSession) => Promise<void>): Promise<void> {
    const leave = await this.#places.enter(signal);
    try {
      const kept = this.#takeIdle();
      if (kept && (await this.#worked(kept, act))) return;
      await this.#run(await SmtpSession.open(this.#url, signal), act);
    } finally {
      leave();
    }
  }

  /** Whether a kept connection still worked. Mail servers close idle ones, and then the email has not left. */
  async #worked(kept: SmtpSession, act: (session: SmtpSession) => Promise<void>): Promise<boolean> {
    try {
      await this.#run(kept, act);
      return true;
    } catch (error) {
      if (kept.contentStarted || mailFailure(error).reason !== 'connection_lost') throw error;
      return false;
    }
  }

  async #run(session: SmtpSession, act: (session: SmtpSession) => Promise<void>): Promise<void> {
    this.#busy.add(session);
    try {
      await act(session);
    } finally {
      this.#busy.delete(session);
    }
    this.#keep(session);
  }

  close(): void {
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
    for (const session of this.#busy) session.close();
  }

  #takeIdle(): SmtpSession | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (!idle.session.closed) return idle.session;
    }
    return undefined;
  }

  #keep(session: SmtpSession): void {
    if (session.closed) return;
    if (session.sent >= mostPerSession) {
      session.quit();
      return;
    }
    const idle: Idle = { session, timer: setTimeout(() => this.#drop(idle), idleMs) };
    idle.timer.unref();
    this.#idle.push(idle);
  }

  #drop(idle: Idle): void {
    const index = this.#idle.indexOf(idle);
    if (index >= 0) this.#idle.splice(index, 1);
    idle.session.quit();
  }
}
