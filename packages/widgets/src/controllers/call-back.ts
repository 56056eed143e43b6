import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { newActKey } from '../api/client.ts';
import { askCallBack } from '../api/forms.ts';

export type CallBackState = 'idle' | 'sending' | 'asked' | 'failed';

/**
 * The wish to be called by the clinic after an alarming answer. Put `state` on `<bq-help-now>` and hand on what it
 * says. One wish is one act, however often it has to be sent.
 */
export class CallBack implements ReactiveController {
  state: CallBackState = 'idle';
  readonly #host: ReactiveControllerHost;
  #last: { readonly wish: string; readonly key: string } | null = null;
  /** Counts what was begun anew, so that an answer to something older is not believed. */
  #turn = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /**
   * @param submission the form that alarmed, once it is stored: it may have to be sent first
   * @returns the failure, to be told to the page; `null` when the clinic has it
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

  /** For another alarm, about which the patient has not asked for a call yet. */
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
