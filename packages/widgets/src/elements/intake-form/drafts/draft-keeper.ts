import type { DraftKept } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem, type ApiProblemCode, codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';

/** The facts that the page has about the draft on the server. */
export type Kept = Pick<DraftKept, 'draftId' | 'draftToken' | 'savedAt' | 'expiresAt'> &
  Partial<Pick<DraftKept, 'resumeUrl' | 'mailed'>>;

export interface DraftRoutes {
  keep(answers: Answers, email: string, key: string): Promise<Kept>;
  change(kept: Kept, answers: Answers): Promise<Kept>;
  forget(kept: Kept): Promise<void>;
}

/**
 * Saves the answers on the server once the patient has asked for it, and from then on at every step.
 * A save that failed is repeated when the network is back.
 */
export class DraftKeeper implements ReactiveController {
  /** The draft on the server; `null` when there is none. */
  kept: Kept | null = null;
  busy = false;
  /** The reason why the last request failed. */
  trouble: ApiProblemCode | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #routes: DraftRoutes;
  #next: Answers | null = null;
  #asked: { readonly content: string; readonly key: string } | null = null;

  constructor(host: ReactiveControllerHost, routes: DraftRoutes) {
    this.#host = host;
    this.#routes = routes;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#online);
  }

  /**
   * Saves a draft with the patient's consent. @param email the address for the link; empty: the booking's address, if
   * it has one
   */
  keep(answers: Answers, email: string): Promise<boolean> {
    // A request that is repeated because no answer came has the same key: one draft, and one email.
    const content = JSON.stringify([answers, email]);
    if (this.#asked?.content !== content) this.#asked = { content, key: newActKey() };
    const { key } = this.#asked;
    return this.#do(async () => {
      this.kept = await this.#routes.keep(answers, email, key);
      this.#asked = null;
    });
  }

  /** Saves changed answers in the background: the patient does not wait. */
  async change(answers: Answers): Promise<void> {
    if (!this.kept) return;
    this.#next = answers;
    if (this.busy) return;
    const done = await this.#do(async () => {
      while (this.#next && this.kept) {
        const next: Answers = this.#next;
        this.kept = { ...this.kept, ...(await this.#routes.change(this.kept, next)) };
        if (this.#next === next) this.#next = null;
      }
    });
    // The draft was sent or deleted on another device, or it has expired.
    if (!done && (this.trouble === 'not_found' || this.trouble === 'unauthorized')) this.drop();
  }

  forget(): Promise<boolean> {
    return this.#do(async () => {
      if (this.kept) await this.#routes.forget(this.kept);
      this.drop();
    });
  }

  /** Forgets the draft, because the server has deleted it. */
  drop(): void {
    this.kept = null;
    this.#next = null;
    this.#host.requestUpdate();
  }

  async #do(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = null;
    this.#host.requestUpdate();
    try {
      await act();
      return true;
    } catch (error) {
      this.trouble = codeOf(error);
      if (!(error instanceof ApiProblem)) throw error;
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  readonly #online = (): void => {
    if (this.#next) void this.change(this.#next);
  };
}
