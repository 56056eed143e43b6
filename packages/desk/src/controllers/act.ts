import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { newActKey, send } from '../api/client.ts';
import { DeskProblem } from '../api/desk-problem.ts';

/**
 * The acts of a screen: one at a time. An act without an answer keeps its key, so that pressing again does not do it
 * twice.
 */
export class Acts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #unanswered: { act: string; key: string } | undefined;
  /** The act under way. */
  busy = '';
  /** Why the last act was refused. */
  error: unknown;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  clear(): void {
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** @returns the answer; `undefined` when it was refused, and `error` says why */
  async send<T>(path: string, body?: unknown): Promise<T | undefined> {
    if (this.busy) return undefined;
    const act = `${path} ${JSON.stringify(body)}`;
    const key = this.#unanswered?.act === act ? this.#unanswered.key : newActKey();
    this.#unanswered = { act, key };
    this.busy = path;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const answer = await send<T>(path, body, key);
      this.#unanswered = undefined;
      return answer;
    } catch (error) {
      if (!(error instanceof DeskProblem && error.mayPass)) this.#unanswered = undefined;
      this.error = error;
      return undefined;
    } finally {
      this.busy = '';
      this.#host.requestUpdate();
    }
  }
}
