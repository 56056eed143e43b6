import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { newActKey } from '../../../api/client.ts';
import { textOf } from '../../../components/fields/questions/shown-field.ts';
import type { CallBackAskedEvent } from '../../../components/help-now/help-now.events.ts';
import type { HelpNow } from '../../../components/help-now/help-now.ts';
import { intakeCopy } from '../../../copy/forms/intake.ts';
import { loadPart } from '../../../page/load-part.ts';
import { FormSender } from '../sending/form-sender.ts';
import type { Help } from './help.ts';

type HelpModule = typeof import('./help.ts');

export interface AlarmActs {
  readonly send: (request: SubmissionRequest, key: string) => Promise<SubmissionReceived>;
  readonly callBack: (
    submissionId: string,
    wish: { readonly name: string; readonly phone: string },
    key: string,
  ) => Promise<unknown>;
  readonly say: (words: string) => void;
  /** The patient chose the answer by mistake. */
  readonly mistake: () => void;
}

/**
 * Handles an alarming answer: the form stops at once and shows help, with or without a network. Meanwhile it tells the
 * clinic. A patient who chose the answer by mistake can go back; if they keep it, the form stops again.
 */
export class Alarm {
  /** The help in view; `null` when no answer is alarming. */
  help: Help | null = null;
  #module: HelpModule | null = null;
  #seen: readonly string[] = [];
  #everything: Answers = {};
  #told: string | null = null;
  #callBack: HelpNow['callBack'] = 'idle';
  #key = '';
  readonly #host: ReactiveControllerHost;
  readonly #acts: AlarmActs;
  readonly #sender: FormSender;

  constructor(host: ReactiveControllerHost, acts: AlarmActs) {
    this.#host = host;
    this.#acts = acts;
    this.#sender = new FormSender(host, {
      send: acts.send,
      received: ({ submissionId }) => this.#arrived(submissionId),
      // Help stays on the page: the patient should call, not correct the form.
      refused: () => host.requestUpdate(),
      waiting: () => acts.say(intakeCopy.notTold),
    });
  }

  /** Loads the code of help before the first question. @throws when it cannot be loaded; then the form does not open */
  async prepare(): Promise<void> {
    this.#module ??= await loadPart(() => import('./help.ts'));
  }

  /**
   * @param meant the patient continues with this answer: then the form stops again, even when they have seen the help before
   * @returns whether the form stops
   */
  isRaised({ redFlags, everything }: Reading, meant: boolean): boolean {
    const codes = redFlags.map(({ code }) => code);
    // A patient who takes back an answer and chooses it again means it.
    this.#seen = this.#seen.filter((code) => codes.includes(code));
    if (!this.#module || codes.every((code) => !meant && this.#seen.includes(code))) return false;
    this.#show(this.#module.helpFor(redFlags), everything);
    this.#seen = codes;
    return true;
  }

  /** Shows help for an alarming answer that only the server detected. */
  show(help: Help, everything: Answers, submissionId: string): void {
    this.#show(help, everything);
    this.#told = submissionId;
  }

  tell(request: SubmissionRequest): void {
    this.#sender.send(request);
  }

  #show(help: Help, everything: Answers): void {
    this.help = help;
    this.#everything = everything;
    this.#callBack = 'idle';
    this.#told = null;
    this.#key = newActKey();
    this.#host.requestUpdate();
  }

  view(clinic: Catalogue['clinic'] | null): TemplateResult {
    const { urgency, lines } = this.help ?? { urgency: 'emergency', lines: [] };
    const { firstName, lastName, mobilePhone } = this.#everything;
    return html`<bq-help-now
      .urgency=${urgency}
      .lines=${lines}
      .clinic=${clinic?.name ?? ''}
      .clinicPhone=${clinic?.phone ?? ''}
      .openingHours=${clinic?.openingHours.text ?? ''}
      .callBack=${this.#callBack}
      .name=${`${textOf(firstName)} ${textOf(lastName)}`.trim()}
      .phone=${textOf(mobilePhone)}
      .canUndo=${true}
      @bq-call-back-asked=${(event: CallBackAskedEvent) => void this.#ask(event)}
      @bq-chosen-by-mistake=${this.#mistake}
      >${
        this.#told || this.#sender.state === 'sending'
          ? nothing
          : html`<p class="look">${intakeCopy.notTold}</p>`
      }</bq-help-now
    >`;
  }

  #arrived(submissionId: string): void {
    this.#told = submissionId;
    this.#host.requestUpdate();
  }

  async #ask({ name, phone }: CallBackAskedEvent): Promise<void> {
    if (!this.#told) this.#sender.again();
    this.#setCallBack('sending');
    try {
      if (!this.#told) throw new Error('the clinic does not know of it yet');
      await this.#acts.callBack(this.#told, { name, phone }, this.#key);
      this.#setCallBack('asked');
    } catch {
      this.#setCallBack('failed');
    }
  }

  #setCallBack(state: HelpNow['callBack']): void {
    this.#callBack = state;
    this.#host.requestUpdate();
  }

  readonly #mistake = (): void => {
    this.help = null;
    this.#acts.mistake();
  };
}
