import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { isEmail, tidyEmail } from '@botaniqal/shared/validation/contact.ts';
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { laterCopy } from '../../../copy/forms/form-later.ts';
import { DraftKeeper, type DraftRoutes } from './draft-keeper.ts';
import { askView, keptView, type Later } from './later-view.ts';

export interface LeavingActs {
  /** The form's current answers, as they would be sent. */
  readonly answers: () => Answers;
  /** The email address from the answers, when the booking has none. */
  readonly email: () => string;
  readonly say: (words: string) => void;
  /** Moves focus to the element of this selector. */
  readonly focus: (selector: string) => void;
  /** All current answers are saved. */
  readonly kept: () => void;
}

/**
 * "Save and come back later": asks for consent, saves the draft, announces it, and deletes it when the patient asks.
 */
export class SaveForLater {
  readonly keeper: DraftKeeper;
  readonly #host: ReactiveControllerHost;
  readonly #acts: LeavingActs;
  #open = false;
  #email: string | null = null;
  #emailWrong = false;
  #copied = false;

  constructor(host: ReactiveControllerHost, routes: DraftRoutes, acts: LeavingActs) {
    this.#host = host;
    this.#acts = acts;
    this.keeper = new DraftKeeper(host, routes);
  }

  /** Saves without an announcement after each step, once the patient has agreed. */
  async step(): Promise<void> {
    if (!this.keeper.kept) return;
    const answers = this.#acts.answers();
    await this.keeper.change(answers);
    // Answers that the patient typed meanwhile are not saved yet.
    const isAll = JSON.stringify(answers) === JSON.stringify(this.#acts.answers());
    if (isAll && this.keeper.kept && !this.keeper.trouble) this.#acts.kept();
  }

  /** Whether the words about saving are in view. Then the button that opens them is hidden. */
  get isShown(): boolean {
    return this.#open || this.keeper.kept !== null;
  }

  open(): void {
    this.#set(true);
  }

  view(context: FormContext | null, zone: string, locale: string): TemplateResult | typeof nothing {
    const later: Later = {
      keeper: this.keeper,
      context,
      zone,
      locale,
      email: this.#email ?? this.#acts.email(),
      emailWrong: this.#emailWrong,
      copied: this.#copied,
      acts: {
        typed: (email) => {
          this.#email = email;
          this.#emailWrong &&= !isEmail(tidyEmail(email));
          this.#host.requestUpdate();
        },
        keep: () => void this.#keep(context),
        close: () => this.#set(false),
        copy: () => void this.#copy(),
        forget: () => void this.#forget(),
      },
    };
    if (this.keeper.kept) return keptView(later);
    return this.#open ? askView(later) : nothing;
  }

  #set(open: boolean): void {
    this.#open = open;
    this.#host.requestUpdate();
    this.#acts.focus(open ? '.later h3' : '[part=later]');
  }

  async #keep(context: FormContext | null): Promise<void> {
    const email = context?.bookingId ? '' : tidyEmail(this.#email ?? this.#acts.email());
    this.#emailWrong = email !== '' && !isEmail(email);
    if (this.#emailWrong) {
      this.#host.requestUpdate();
      this.#acts.focus('#laterEmail');
      return;
    }
    this.#acts.say(laterCopy.laterSaving);
    const done = await this.keeper.keep(this.#acts.answers(), email);
    this.#open = !done;
    this.#acts.say('');
    if (done) this.#acts.kept();
    this.#acts.focus(done ? '.later h3' : '.later bq-banner');
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.keeper.kept?.resumeUrl ?? '');
      this.#copied = true;
      this.#acts.say(laterCopy.copied);
    } catch {
      // The page may forbid copying. Then we select the link, so that the patient can copy it.
      this.#acts.focus('#resume');
    }
    this.#host.requestUpdate();
  }

  async #forget(): Promise<void> {
    if (!(await this.keeper.forget())) return;
    this.#open = false;
    this.#copied = false;
    this.#acts.say(laterCopy.forgotten);
    this.#acts.focus('[part=later]');
  }
}
