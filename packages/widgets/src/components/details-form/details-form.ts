import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { detailsCopy } from '../../copy/details.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import '../error-summary/error-summary.ts';
import type { ErrorSummary, FieldError, FieldWantedEvent } from '../error-summary/error-summary.ts';
import { dateField, dateIn } from '../form-field/date-field.ts';
import { formFieldStyles } from '../form-field/form-field.styles.ts';
import { textField } from '../form-field/text-field.ts';
import { type Details, type DetailsField, type FormKind, fieldsOf, nothingTyped } from './details.ts';
import { DetailsSubmittedEvent, DetailsTypedEvent } from './details-form.events.ts';
import { detailsFormStyles } from './details-form.styles.ts';
import { complaint, controls } from './forms.ts';

/** What the server says about single fields, in our words. */
export type FieldMessages = Readonly<Partial<Record<DetailsField, string>>>;

const hints: Readonly<Partial<Record<DetailsField, string>>> = detailsCopy.hint;

/**
 * What the clinic needs to know to call a patient. Judges a field when it is left or when the form is sent,
 * never while somebody types; takes an error away as soon as the value holds.
 * Holds no value of its own: what is typed goes out, and comes back as `details`.
 *
 * @element bq-details-form
 * @fires bq-details-typed - with every change of a field
 * @fires bq-details-submitted - sent, and every field holds
 * @csspart input - a native control
 * @csspart submit - the button that sends
 */
export class DetailsForm extends LitElement {
  static override styles = [base, formFieldStyles, detailsFormStyles];

  /** The values, exactly as typed. */
  @property({ attribute: false }) details: Details = nothingTyped;
  /** What is asked. */
  @property() kind: FormKind = 'call';
  /** What the server refused; shown at the fields until they are changed. */
  @property({ attribute: false }) refused: FieldMessages = {};
  /** On its way: fields can be read, not changed, and the button says so. */
  @property({ type: Boolean }) busy = false;
  /** The clinic's name, for the notice about what happens with the details. */
  @property() clinic = '';

  @state() private messages: FieldMessages = {};
  @state() private summed: readonly FieldError[] = [];

  readonly #typed = new Set<DetailsField>();
  #pressing = false;
  readonly #leftWhilePressing = new Set<DetailsField>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.#pressed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('refused')) return;
    this.messages = { ...this.refused };
    this.summed = this.#inOrder(this.messages);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refused') && this.summed.length > 0) void this.#focusSummary();
  }

  protected override render() {
    const words = detailsCopy.form[this.kind];
    return html`<form
      novalidate
      aria-busy=${this.busy ? 'true' : nothing}
      @submit=${this.#submit}
      @bq-field-wanted=${this.#goToField}
    >
      ${this.summed.length > 0 ? html`<bq-error-summary .errors=${this.summed}></bq-error-summary>` : nothing}
      ${fieldsOf[this.kind].map((name) => this.#field(name))}
      <div class="send">
        <p class="fine">${words.privacy(this.clinic)}</p>
        <button class="primary" part="submit" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          <span class="words">
            <span class=${this.busy ? 'out' : ''}>${words.send}</span>
            <span class=${this.busy ? '' : 'out'}>${words.sending}</span>
          </span>
        </button>
      </div>
    </form>`;
  }

  #field(name: DetailsField) {
    const field = {
      name,
      label: detailsCopy.label[name],
      error: this.messages[name] ?? null,
      value: this.details[name],
      readonly: this.busy,
      onInput: (value: string) => this.#type(name, value),
      onBlur: () => this.#leave(name),
    };
    if (name === 'dateOfBirth') return dateField({ ...field, hint: detailsCopy.hint.dateOfBirth });
    return textField({ ...controls[name], ...field, hint: hints[name] });
  }

  #type(field: DetailsField, value: string): void {
    this.#typed.add(field);
    this.dispatchEvent(new DetailsTypedEvent(field, value));
    if (this.messages[field] && !complaint(this.kind, field, value)) this.#show(field, null);
  }

  #leave(field: DetailsField): void {
    if (this.#pressing) this.#leftWhilePressing.add(field);
    else this.#judge(field);
  }

  /** A field that was passed by without typing is left in peace until the form is sent. */
  #judge(field: DetailsField): void {
    if (!this.#typed.has(field)) return;
    const message = complaint(this.kind, field, this.#shown(field));
    if (message) this.#show(field, message);
  }

  /**
   * Pressing the button leaves a field first. An error shown at that moment would push the button away
   * from under the finger and the press would be lost; so it waits until the press is over.
   */
  readonly #pressed = (): void => {
    this.#pressing = true;
    const over = () => {
      removeEventListener('pointerup', over, true);
      removeEventListener('pointercancel', over, true);
      setTimeout(() => {
        this.#pressing = false;
        for (const field of this.#leftWhilePressing) this.#judge(field);
        this.#leftWhilePressing.clear();
      });
    };
    addEventListener('pointerup', over, true);
    addEventListener('pointercancel', over, true);
  };

  #show(field: DetailsField, message: string | null): void {
    const { [field]: _before, ...others } = this.messages;
    this.messages = message ? { ...others, [field]: message } : others;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    const messages: Partial<Record<DetailsField, string>> = {};
    for (const field of fieldsOf[this.kind]) {
      const message = complaint(this.kind, field, this.#shown(field));
      if (message) messages[field] = message;
    }
    this.messages = messages;
    this.summed = this.#inOrder(messages);
    if (this.summed.length > 0) void this.#focusSummary();
    else this.dispatchEvent(new DetailsSubmittedEvent());
  }

  /** What stands in a field's controls: ahead of `details` until the journey has answered. */
  #shown(field: DetailsField): string {
    if (field === 'dateOfBirth') return dateIn(this.renderRoot);
    const control = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${field}`);
    return control?.value ?? this.details[field];
  }

  #inOrder(messages: FieldMessages): FieldError[] {
    return fieldsOf[this.kind].flatMap((field) => {
      const message = messages[field];
      return message ? [{ field, message }] : [];
    });
  }

  async #focusSummary(): Promise<void> {
    await this.updateComplete;
    const summary = this.renderRoot.querySelector<ErrorSummary>('bq-error-summary');
    await summary?.updateComplete;
    summary?.focus();
  }

  #goToField(event: FieldWantedEvent): void {
    this.renderRoot.querySelector<HTMLElement>(`#${event.field}`)?.focus();
  }
}

define('bq-details-form', DetailsForm);
