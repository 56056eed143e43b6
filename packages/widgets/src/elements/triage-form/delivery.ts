import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem } from '../../api/api-problem.ts';
import { sendForm } from '../../api/forms/forms.ts';
import { attribution } from '../../page/visit/attribution.ts';
import type { Attempt } from './journey/triage-journey.ts';

/** Milliseconds before an alarming answer that did not arrive is sent again. The last pause repeats. */
export const defaultPauses: readonly number[] = [4_000, 15_000, 60_000];

/**
 * Sends answers to the clinic. One attempt is one submission, even when it is sent several times. A second call while
 * it
 * is being sent waits for the same answer.
 */
export class Delivery implements ReactiveController {
  /** The state of answers that are sent in the background while help is shown. */
  state: 'sending' | 'sent' | 'unsent' = 'sending';
  readonly #host: ReactiveControllerHost;
  readonly #facts: () => { readonly origin: string; readonly pauses: readonly number[] };
  #last: { readonly key: string; readonly request: SubmissionRequest } | null = null;
  #running: { readonly key: string; readonly answer: Promise<SubmissionReceived> } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = '';

  constructor(
    host: ReactiveControllerHost,
    facts: () => { readonly origin: string; readonly pauses: readonly number[] },
  ) {
    this.#host = host;
    this.#facts = facts;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** @throws ApiProblem when it was refused, or when the outcome is unknown */
  send({ key, answers }: Attempt, timeZone: string): Promise<SubmissionReceived> {
    if (this.#running?.key === key) return this.#running.answer;
    // The page's address may have changed since the first try.
    if (this.#last?.key !== key) {
      this.#last = { key, request: { answers, timeZone, attribution: attribution() } };
    }
    const answer = sendForm(this.#facts().origin, 'triage', this.#last.request, { key }).finally(() => {
      if (this.#running?.answer === answer) this.#running = null;
    });
    this.#running = { key, answer };
    return answer;
  }

  /** Whether a failure means that the server has stored nothing. Then the next try has a new key. */
  isSettled(error: unknown): boolean {
    return (
      error instanceof ApiProblem &&
      error.status >= 400 &&
      error.status < 500 &&
      error.code !== 'request_in_progress' &&
      error.code !== 'too_many_requests'
    );
  }

  /** Tries again until the answers have arrived, or until other answers are sent. */
  keepTrying(attempt: Attempt, timeZone: string, done: (received: SubmissionReceived) => void): void {
    if (this.#wanted !== attempt.key) this.#become('sending');
    this.#wanted = attempt.key;
    void this.#try(attempt, timeZone, done, 0);
  }

  /** The answers have arrived already. */
  done(): void {
    this.stop();
    this.#become('sent');
  }

  /** The patient took back the answer, so it is not sent again. A running request still arrives. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#wanted = '';
  }

  async #try(
    attempt: Attempt,
    timeZone: string,
    done: (received: SubmissionReceived) => void,
    count: number,
  ): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const received = await this.send(attempt, timeZone);
      if (this.#wanted !== attempt.key) return;
      this.#become('sent');
      done(received);
    } catch (error) {
      if (this.#wanted !== attempt.key) return;
      this.#become('unsent');
      if (this.isSettled(error)) return;
      const { pauses } = this.#facts();
      const pause = pauses[Math.min(count, pauses.length - 1)];
      this.#timer = setTimeout(() => void this.#try(attempt, timeZone, done, count + 1), pause);
    }
  }

  #become(state: Delivery['state']): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
