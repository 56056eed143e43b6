import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem, codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';

/** The state of a form that was sent. `waiting`: it did not arrive and will be sent again automatically. */
export type SendingState = 'idle' | 'sending' | 'waiting';

/** Milliseconds before the first repeated try. Each next pause is twice as long, up to a minute. */
const firstPause = 4_000;
const longestPause = 60_000;

export interface SenderActs {
  readonly send: (request: SubmissionRequest, key: string) => Promise<SubmissionReceived>;
  readonly received: (answer: SubmissionReceived) => void;
  /** The server refused the form, so it is not sent again automatically. */
  readonly refused: (problem: unknown) => void;
  /** Called once for each submission that did not arrive and will be tried again. */
  readonly waiting: (problem: unknown) => void;
}

/**
 * Sends a form over an unreliable network. The same content has the same key each time it is sent, so it is stored
 * once.
 * It tries again while the page is open, and at once when the browser reports that the network is back. An element that
 * the page moves continues its tries.
 */
export class FormSender implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #acts: SenderActs;
  #attempt: { readonly key: string; readonly content: string; readonly request: SubmissionRequest } | null =
    null;
  #next: SubmissionRequest | null = null;
  #isOnPage = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = firstPause;
  #state: SendingState = 'idle';

  constructor(host: ReactiveControllerHost, acts: SenderActs) {
    this.#host = host;
    this.#acts = acts;
    host.addController(this);
  }

  get state(): SendingState {
    return this.#state;
  }

  hostConnected(): void {
    this.#isOnPage = true;
    addEventListener('online', this.again);
    if (this.#state === 'waiting') this.#later();
  }

  hostDisconnected(): void {
    this.#isOnPage = false;
    removeEventListener('online', this.again);
    clearTimeout(this.#timer);
  }

  /** A request that is sent during another one follows it. */
  send(request: SubmissionRequest): void {
    if (this.#state === 'sending') {
      this.#next = request;
      return;
    }
    const content = JSON.stringify(request);
    if (this.#attempt?.content !== content) this.#attempt = { key: newActKey(), content, request };
    this.#pause = firstPause;
    void this.#try(true);
  }

  /** Tries at once, without waiting for the pause to end. */
  readonly again = (): void => {
    if (this.#state === 'waiting') void this.#try(false);
  };

  /** The patient changes the form, so a request that did not arrive is not sent again. */
  withdraw(): void {
    clearTimeout(this.#timer);
    if (this.#state === 'waiting') this.#set('idle');
  }

  async #try(tell: boolean): Promise<void> {
    await this.#once(tell);
    const next = this.#next;
    this.#next = null;
    if (next) this.send(next);
  }

  async #once(tell: boolean): Promise<void> {
    const attempt = this.#attempt;
    if (!attempt) return;
    clearTimeout(this.#timer);
    this.#set('sending');
    try {
      const answer = await this.#acts.send(attempt.request, attempt.key);
      this.#attempt = null;
      this.#set('idle');
      this.#acts.received(answer);
    } catch (error) {
      if (isRefusal(error)) {
        // After a refusal the next request has a new key.
        this.#attempt = null;
        this.#set('idle');
        this.#acts.refused(error);
        return;
      }
      this.#set('waiting');
      this.#later(error instanceof ApiProblem ? error.retryAfter : undefined);
      if (tell) this.#acts.waiting(error);
    }
  }

  /** @param seconds the time that the server asked us to wait */
  #later(seconds = 0): void {
    clearTimeout(this.#timer);
    if (!this.#isOnPage) return;
    this.#timer = setTimeout(this.again, Math.max(this.#pause, seconds * 1000));
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }

  #set(state: SendingState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true;
  const passes = ['request_in_progress', 'too_many_requests'].includes(codeOf(error));
  return error.status >= 400 && error.status < 500 && !passes;
}
