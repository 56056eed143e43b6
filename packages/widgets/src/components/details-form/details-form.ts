import type { PatientFault } from '@botaniqal/shared/validation/patient-details.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { faultWords } from '../../copy/booking/detail-faults.ts';
import { detailsCopy } from '../../copy/booking/details.ts';
import { define } from '../../page/define.ts';
import { loadPart } from '../../page/load-part.ts';
import { base } from '../../styles/base.ts';
import { busyWords } from '../busy-words/busy-words.ts';
import { errorOf } from '../fields/about.ts';
import { dateField, dateIn } from '../fields/date-field.ts';
import { fieldStyles } from '../fields/field.styles.ts';
import { textField } from '../fields/text-field.ts';
import { FormValidation } from '../form-validation/form-validation.ts';
import { type PrivacyFacts, privacyNotice } from '../privacy-notice/privacy-notice.ts';
import { type Details, type DetailsField, type FormKind, fieldsOf, nothingTyped } from './details.ts';
import { DetailsSubmittedEvent, DetailsTypedEvent } from './details-form.events.ts';
import { detailsFormStyles } from './details-form.styles.ts';
import { controls, faultOf } from './forms.ts';

const hints: Readonly<Partial<Record<DetailsField, string>>> = detailsCopy.hint;

/**
 * The details that the clinic needs from a patient. It validates a field when the patient leaves it or sends the form,
 * never while they type, and removes an error as soon as the value is valid.
 * It holds no values: it reports each change, and gets the values back as `details`.
 *
 * @element bq-details-form
 * @fires bq-details-typed - with every change of a field
 * @fires bq-details-submitted - the form was sent, and every field is valid
 * @csspart input - a native control
 * @csspart submit - the button that sends
 */
export class DetailsForm extends LitElement {
  static override properties: PropertyDeclarations = {
    details: { attribute: false },
    kind: {},
    hiddenFields: { attribute: false },
    refused: { attribute: false },
    busy: { type: Boolean },
    clinic: { attribute: false },
  };

  static override styles = [base, fieldStyles, detailsFormStyles];

  /** The values, exactly as typed. */
  details: Details = nothingTyped;
  /** The questions. */
  kind: FormKind = 'call';
  /** The fields that are not asked, because their values are known. */
  hiddenFields: readonly DetailsField[] = [];
  /** The fields that the server has refused. Each shows its error until the patient changes the field. */
  refused: readonly DetailsField[] = [];
  /** The form is being sent: fields cannot be changed, and the button says so. */
  busy = false;
  /** The clinic, for the notice about the use of the details. */
  clinic: PrivacyFacts | null = null;

  /** The sentences for faults, once one of them was needed. */
  #faultWords: typeof faultWords | null = null;
  readonly #validation = new FormValidation<DetailsField>(
    this,
    () => this.#fields,
    (field) => {
      const fault = faultOf(this.kind, field, this.#shown(field));
      return fault && this.#wordsOf(field, fault);
    },
    async () => {
      this.#faultWords ??= (await loadPart(() => import('../../copy/booking/detail-faults.ts'))).faultWords;
    },
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('refused')) return;
    const { refused } = this;
    void this.#validation.showErrors(() =>
      Object.fromEntries(refused.map((field) => [field, this.#wordsOf(field, 'malformed')])),
    );
  }

  protected override render() {
    const words = detailsCopy.form[this.kind];
    return html`<form novalidate aria-busy=${this.busy ? 'true' : nothing} @submit=${this.#submit}>
      ${this.#validation.summary()}
      ${this.#fields.map((name) => this.#field(name))}
      <div class="send">
        <p class="fine" lang="en-AU" dir="ltr">${this.clinic && privacyNotice(this.clinic, words.privacy)}</p>
        <button class="primary" part="submit" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          ${busyWords(this.busy, words.send, words.sending)}
        </button>
      </div>
    </form>`;
  }

  get #fields(): readonly DetailsField[] {
    return fieldsOf[this.kind].filter((field) => !this.hiddenFields.includes(field));
  }

  #field(name: DetailsField) {
    const field = {
      name,
      label: detailsCopy.label[name],
      error: errorOf(this.#validation.messages[name]),
      value: this.details[name],
      readonly: this.busy,
      onInput: (value: string) => this.#type(name, value),
      onBlur: () => this.#validation.left(name),
    };
    if (name === 'dateOfBirth') return dateField({ ...field, hint: detailsCopy.hint.dateOfBirth });
    return textField({ ...controls[name], ...field, hint: hints[name] });
  }

  #wordsOf(field: DetailsField, fault: PatientFault): string {
    return this.#faultWords?.(field, fault) ?? detailsCopy.check;
  }

  #type(field: DetailsField, value: string): void {
    this.dispatchEvent(new DetailsTypedEvent(field, value));
    this.#validation.typed(field);
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.busy && this.#validation.validateAll()) this.dispatchEvent(new DetailsSubmittedEvent());
  }

  /** The current value of a field's controls. `details` gets it only after the journey has handled the event. */
  #shown(field: DetailsField): string {
    if (field === 'dateOfBirth') return dateIn(this.renderRoot);
    const control = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${field}`);
    return control?.value ?? this.details[field];
  }
}

define('bq-details-form', DetailsForm);
