import {
  type ConsultationDetails,
  type ConsultationFaults,
  type ConsultationField,
  consultationFault,
  consultationFaults,
  consultationFields,
} from '@botaniqal/shared/validation/consultation-details.ts';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { detailsCopy } from '../../copy/details.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import '../error-summary/error-summary.ts';
import type { ErrorSummary, FieldError, FieldWantedEvent } from '../error-summary/error-summary.ts';
import { formFieldStyles } from '../form-field/form-field.styles.ts';
import { type TextField, textField } from '../form-field/text-field.ts';
import { DetailsSubmittedEvent, DetailsTypedEvent } from './details-form.events.ts';
import { detailsFormStyles } from './details-form.styles.ts';

/** What the server says about single fields, in our words. */
export type FieldMessages = Readonly<Partial<Record<ConsultationField, string>>>;

type Controls = Pick<TextField, 'type' | 'autocomplete' | 'inputMode' | 'rows'>;
const controls: Record<ConsultationField, Controls> = {
  patientName: { autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email', inputMode: 'email' },
  phone: { type: 'tel', autocomplete: 'tel', inputMode: 'tel' },
  primaryConcern: { autocomplete: 'off', rows: 4 },
};
const hints: Readonly<Partial<Record<ConsultationField, string>>> = detailsCopy.hint;

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

  @query('bq-error-summary') private readonly summary!: ErrorSummary | null;

  /** The values, exactly as typed. */
  @property({ attribute: false }) details: ConsultationDetails = {
    patientName: '',
    email: '',
    phone: '',
    primaryConcern: '',
  };
  /** What the server refused; shown at the fields until they are changed. */
  @property({ attribute: false }) refused: FieldMessages = {};
  /** On its way: fields can be read, not changed, and the button says so. */
  @property({ type: Boolean }) busy = false;
  /** The clinic's name, for the notice about what happens with the details. */
  @property() clinic = '';

  @state() private messages: FieldMessages = {};
  @state() private summed: readonly FieldError[] = [];

  private readonly typed = new Set<ConsultationField>();
  private pressing = false;
  private readonly leftWhilePressing = new Set<ConsultationField>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.pressed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('refused')) return;
    this.messages = { ...this.refused };
    this.summed = this.inOrder(this.messages);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refused') && this.summed.length > 0) void this.focusSummary();
  }

  protected override render() {
    return html`<form
      novalidate
      aria-busy=${this.busy ? 'true' : nothing}
      @submit=${this.submit}
      @bq-field-wanted=${this.goToField}
    >
      ${this.summed.length > 0 ? html`<bq-error-summary .errors=${this.summed}></bq-error-summary>` : nothing}
      ${consultationFields.map((name) =>
        textField({
          ...controls[name],
          name,
          label: detailsCopy.label[name],
          hint: hints[name],
          error: this.messages[name] ?? null,
          value: this.details[name],
          readonly: this.busy,
          onInput: (value) => this.type(name, value),
          onBlur: () => this.leave(name),
        }),
      )}
      <div class="send">
        <p class="privacy">${detailsCopy.privacy(this.clinic)}</p>
        <button class="primary" part="submit" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          <span class="words">
            <span class=${this.busy ? 'out' : ''}>${detailsCopy.book}</span>
            <span class=${this.busy ? '' : 'out'}>${detailsCopy.booking}</span>
          </span>
        </button>
      </div>
    </form>`;
  }

  private type(field: ConsultationField, value: string): void {
    this.typed.add(field);
    this.dispatchEvent(new DetailsTypedEvent(field, value));
    if (this.messages[field] && !consultationFault(field, value)) this.show(field, undefined);
  }

  private leave(field: ConsultationField): void {
    if (this.pressing) this.leftWhilePressing.add(field);
    else this.judge(field);
  }

  /** A field that was passed by without typing is left in peace until the form is sent. */
  private judge(field: ConsultationField): void {
    if (!this.typed.has(field)) return;
    const fault = consultationFault(field, this.shown()[field]);
    if (fault) this.show(field, detailsCopy.fault[field][fault]);
  }

  /**
   * Pressing the button leaves a field first. An error shown at that moment would push the button away
   * from under the finger and the press would be lost; so it waits until the press is over.
   */
  private readonly pressed = (): void => {
    this.pressing = true;
    const over = () => {
      removeEventListener('pointerup', over, true);
      removeEventListener('pointercancel', over, true);
      setTimeout(() => {
        this.pressing = false;
        for (const field of this.leftWhilePressing) this.judge(field);
        this.leftWhilePressing.clear();
      });
    };
    addEventListener('pointerup', over, true);
    addEventListener('pointercancel', over, true);
  };

  private show(field: ConsultationField, message: string | undefined): void {
    const { [field]: _before, ...others } = this.messages;
    this.messages = message ? { ...others, [field]: message } : others;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    const messages = inWords(consultationFaults(this.shown()));
    this.messages = messages;
    this.summed = this.inOrder(messages);
    if (this.summed.length > 0) void this.focusSummary();
    else this.dispatchEvent(new DetailsSubmittedEvent());
  }

  /** What stands in the controls: ahead of `details` until the journey has answered. */
  private shown(): ConsultationDetails {
    const shown = { ...this.details };
    for (const field of consultationFields) {
      const control = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${field}`);
      if (control) shown[field] = control.value;
    }
    return shown;
  }

  private inOrder(messages: FieldMessages): FieldError[] {
    return consultationFields.flatMap((field) => {
      const message = messages[field];
      return message ? [{ field, message }] : [];
    });
  }

  private async focusSummary(): Promise<void> {
    await this.updateComplete;
    await this.summary?.updateComplete;
    this.summary?.focus();
  }

  private goToField(event: FieldWantedEvent): void {
    this.renderRoot.querySelector<HTMLElement>(`#${event.field}`)?.focus();
  }
}

function inWords(faults: ConsultationFaults): FieldMessages {
  const messages: Partial<Record<ConsultationField, string>> = {};
  for (const field of consultationFields) {
    const fault = faults[field];
    if (fault) messages[field] = detailsCopy.fault[field][fault];
  }
  return messages;
}

define('bq-details-form', DetailsForm);
