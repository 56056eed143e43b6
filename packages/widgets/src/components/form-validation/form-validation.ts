import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { loadPart } from '../../page/load-part.ts';
import type { ErrorSummary, FieldError, FieldWantedEvent } from '../error-summary/error-summary.ts';

/** The error of each field, in words. */
export type Messages<Field extends string> = { readonly [K in Field]?: string | undefined };

/**
 * Decides when a form shows its errors: it validates a field when the person leaves it or sends the form, never while
 * they type. It removes an error as soon as the value is valid. A summary lists all errors, takes focus and has links.
 * The summary, and what a form needs to word its errors, are loaded with the first error: most forms have none.
 * https://design-system.service.gov.uk/components/error-summary/
 */
export class FormValidation<Field extends string> implements ReactiveController {
  /** The errors that the fields show. */
  messages: Messages<Field> = {};
  readonly #host: LitElement;
  readonly #fields: () => readonly Field[];
  readonly #judge: (field: Field) => string | null | undefined;
  readonly #typed = new Set<Field>();
  readonly #leftWhilePressing = new Set<Field>();
  #summed: readonly FieldError[] = [];
  readonly #loadWords: () => Promise<unknown>;
  #pressing = false;
  #shows = 0;

  /**
   * @param fields all fields, in their order on the page
   * @param judge the error of a field's current value; empty when the value is valid
   * @param loadWords loads the sentences for errors; while they cannot be loaded, `judge` returns a general one
   */
  constructor(
    host: LitElement,
    fields: () => readonly Field[],
    judge: (field: Field) => string | null | undefined,
    loadWords: () => Promise<unknown> = async () => {},
  ) {
    this.#host = host;
    this.#fields = fields;
    this.#judge = judge;
    this.#loadWords = loadWords;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#press);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#press);
  }

  /** The person typed or chose something in a field. */
  typed(field: Field): void {
    this.#typed.add(field);
    this.reconsider(field);
  }

  /** Removes the error of a field when its value has become valid. */
  reconsider(field: Field): void {
    if (this.messages[field] && !this.#judge(field)) this.#show(field, undefined);
  }

  /**
   * The person left a field. When they passed it without typing, it is not validated until the form is sent.
   *
   * A press on the button moves focus out of a field first. An error shown at that moment would move the button away
   * from the finger, and the press would be lost. So the error is shown when the press is over.
   */
  left(field: Field): void {
    if (this.#pressing) this.#leftWhilePressing.add(field);
    else if (this.#typed.has(field)) void this.#check(field);
  }

  /** Validates all fields. @returns whether they are valid; if not, the summary takes focus */
  validateAll(): boolean {
    const messages = () =>
      named(this.#fields().map((field) => [field, this.#judge(field) || undefined] as const));
    void this.showErrors(messages);
    return !hasErrors(messages());
  }

  /**
   * Shows errors, and moves focus to their summary.
   * @param messagesOf called again when the sentences are loaded; without a message, all errors are removed at once
   */
  async showErrors(messagesOf: () => Messages<Field>): Promise<void> {
    this.#shows += 1;
    const show = this.#shows;
    if (hasErrors(messagesOf())) await this.#load();
    // Another press came before the code was there.
    if (show !== this.#shows) return;
    this.messages = messagesOf();
    this.#summed = this.#fields().flatMap((field) => {
      const message = this.messages[field];
      return message ? [{ field, message }] : [];
    });
    this.#host.requestUpdate();
    if (this.#summed.length > 0) await this.#focusSummary();
  }

  /** Draws the summary, for the top of the form. */
  summary(): TemplateResult | typeof nothing {
    if (this.#summed.length === 0) return nothing;
    return html`<bq-error-summary .errors=${this.#summed} @bq-field-wanted=${this.#goTo}></bq-error-summary>`;
  }

  readonly #press = (): void => {
    const ends = ['pointerup', 'pointercancel'];
    const over = () => {
      for (const end of ends) removeEventListener(end, over, true);
      setTimeout(() => {
        this.#pressing = false;
        for (const field of this.#leftWhilePressing) this.left(field);
        this.#leftWhilePressing.clear();
      });
    };
    this.#pressing = true;
    for (const end of ends) addEventListener(end, over, true);
  };

  readonly #goTo = ({ field }: Pick<FieldWantedEvent, 'field'>): void => {
    this.#host.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  };

  /** After a failure the next error tries again. */
  #load(): Promise<unknown> {
    return Promise.allSettled([
      loadPart(() => import('../error-summary/error-summary.ts')),
      this.#loadWords(),
    ]);
  }

  async #check(field: Field): Promise<void> {
    if (this.#judge(field)) await this.#load();
    this.#show(field, this.#judge(field) || undefined);
  }

  #show(field: Field, message: string | undefined): void {
    this.messages = { ...this.messages, [field]: message };
    this.#host.requestUpdate();
  }

  async #focusSummary(): Promise<void> {
    await this.#host.updateComplete;
    const summary = this.#host.renderRoot.querySelector<ErrorSummary>('bq-error-summary');
    await summary?.updateComplete;
    const [first] = this.#summed;
    // Without the code of the summary, the first field with an error takes focus.
    if (summary?.matches(':defined')) summary.focus();
    else if (first) this.#goTo(first);
  }
}

const hasErrors = (messages: object): boolean => Object.values(messages).some(Boolean);

/** `Object.fromEntries` with the type of the fields, which TypeScript's own version loses. */
function named<Field extends string>(
  messages: readonly (readonly [Field, string | undefined])[],
): Messages<Field> {
  return Object.fromEntries(messages) as Messages<Field>;
}
