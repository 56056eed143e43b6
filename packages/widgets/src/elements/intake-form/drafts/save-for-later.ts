import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { isEmail } from '@botaniqal/shared/validation/contact.ts';
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { laterCopy } from '../../../copy/forms/form-later.ts';
import { DraftKeeper, type DraftRoutes } from './draft-keeper.ts';
import { askView, keptView, type Later } from './later-view.ts';

export interface LeavingActs {
  /** The form's current answers, as they would be sent. */
  readonly answers: () => Answers;
  /** The address to propose where the booking has none. */
  readonly email: () => string;
  readonly say: (words: string) => void;
  /** Where focus goes: `.later h3`, or the button that opens. */
  readonly focus: (selector: string) => void;
  /** All that stands in the form is kept. */
  readonly kept: () => void;
}

/** "Save and come back later": asks for consent, keeps, says so, and forgets when asked to. */
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

  /** Quietly, at each step, once there is consent. */
  async step(): Promise<void> {
    if (!this.keeper.kept) return;
    const answers = this.#acts.answers();
    await this.keeper.change(answers);
    // What was typed meanwhile is not kept yet.
    const isAll = JSON.stringify(answers) === JSON.stringify(this.#acts.answers());
    if (isAll && this.keeper.kept && !this.keeper.trouble) this.#acts.kept();
  }

  /** A part of it is shown, so its button is hidden. */
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
          this.#emailWrong &&= !isEmail(email);
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
    const email = context?.bookingId ? '' : (this.#email ?? this.#acts.email()).trim();
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
      // The page may forbid copying: then the link is selected, so that the patient can copy it.
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
