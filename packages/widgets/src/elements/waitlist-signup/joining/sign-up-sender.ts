import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ReactiveControllerHost } from 'lit';
import type { SignUp, SignUpField, Waited } from '../../../components/waitlist-form/sign-up.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import { loadPart } from '../../../page/load-part.ts';
import type { Joining, JoinOutcome } from './joining.ts';

type JoiningModule = typeof import('./joining.ts');

/** Loads the code that validates and sends a sign-up as soon as the person begins to type, and sends with it. */
export class SignUpSender {
  readonly #host: ReactiveControllerHost;
  #module: JoiningModule | null = null;
  #joining: Joining | null = null;
  #shownSince = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The form is on the screen. The server is told how long that was before it was sent. */
  shown(): void {
    this.#shownSince ||= performance.now();
  }

  readonly load = async (): Promise<JoiningModule | null> => {
    this.#module ??= await loadPart(() => import('./joining.ts')).catch(() => null);
    this.#host.requestUpdate();
    return this.#module;
  };

  /** The error of a field. While the code for it is not loaded, no field has an error. */
  validate(field: SignUpField, entered: SignUp): string | null | undefined {
    return this.#module?.validateSignUp(field, entered);
  }

  /** @param trap the value of the field that people do not see */
  async send(
    origin: string,
    offered: readonly Waited[],
    entered: SignUp,
    trap: string,
    wishes?: WaitlistWishes,
  ): Promise<JoinOutcome> {
    const module = await this.load();
    if (!module) {
      const trouble = { heading: waitlistCopy.notLoaded, body: problemSentence('network') };
      return { trouble, code: 'network' };
    }
    this.#joining ??= new module.Joining();
    // The form asks for a service only when there are several.
    const service =
      offered.length === 1 ? offered[0]?.id : offered.find(({ id }) => id === entered.service)?.id;
    const elapsed = Math.round(performance.now() - this.#shownSince);
    const sent = { entered: { ...entered, service: service ?? '' }, trap, elapsed };
    return this.#joining.join(origin, service, sent, wishes);
  }
}
