import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { newActKey } from '../api/client.ts';
import { askCallBack } from '../api/forms/forms.ts';

export type CallBackState = 'idle' | 'sending' | 'asked' | 'failed';

/**
 * The request for a call back after an alarming answer. Put `state` on `<bq-help-now>` and call `ask` on its event. One
 * request has one key, even when it is sent several times.
 */
export class CallBack implements ReactiveController {
  state: CallBackState = 'idle';
  readonly #host: ReactiveControllerHost;
  #last: { readonly wish: string; readonly key: string } | null = null;
  /** Counts the resets, so that an answer to an older request is ignored. */
  #turn = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /**
   * @param submission the stored form with the alarming answer; it may have to be sent first
   * @returns the failure; `null` when the clinic has received the request
   */
  async ask(
    origin: string,
    submission: () => Promise<{ readonly submissionId: string }>,
    { name, phone }: { readonly name: string; readonly phone: string },
  ): Promise<unknown> {
    if (this.state === 'sending') return null;
    const turn = this.#turn;
    this.#become('sending');
    try {
      const { submissionId } = await submission();
      const wish = JSON.stringify([submissionId, name, phone]);
      if (this.#last?.wish !== wish) this.#last = { wish, key: newActKey() };
      await askCallBack(origin, submissionId, { name, phone }, { key: this.#last.key });
      if (turn === this.#turn) this.#become('asked');
      return null;
    } catch (error) {
      if (turn === this.#turn) this.#become('failed');
      return error;
    }
  }

  /** Begins anew for another alarming answer. */
  reset(): void {
    this.#turn += 1;
    this.#last = null;
    this.#become('idle');
  }

  #become(state: CallBackState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
