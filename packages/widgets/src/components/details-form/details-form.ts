import type { Catalogue, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { PatientFault } from '@botaniqal/shared/validation/patient-details.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type * as faultCopy from '../../copy/booking/detail-faults.ts';
import { detailsCopy } from '../../copy/booking/details.ts';
import { define } from '../../page/define.ts';
import { loadPart } from '../../page/load-part.ts';
import { base } from '../../styles/base.ts';
import { busyWords } from '../busy-words/busy-words.ts';
import { errorOf } from '../fields/about.ts';
import { dateField, dateIn } from '../fields/date-field.ts';
import { fieldStyles } from '../fields/field.styles.ts';
import { selectField } from '../fields/select-field.ts';
import { textField } from '../fields/text-field.ts';
import { FormValidation } from '../form-validation/form-validation.ts';
import { type PrivacyFacts, privacyNotice } from '../privacy-notice/privacy-notice.ts';
import { type Details, type DetailsField, type FormKind, fieldsOf, nothingTyped } from './details.ts';
import { DetailsSubmittedEvent, DetailsTypedEvent } from './details-form.events.ts';
import { detailsFormStyles } from './details-form.styles.ts';
import type { OtherPart } from './for-other/for-other.ts';
import { type AgeFault, ageFaultOf, controls, faultOf } from './forms.ts';

type ClinicFacts = PrivacyFacts & Pick<Catalogue['clinic'], 'ageOfMajority'>;

const hints: Readonly<Partial<Record<DetailsField, string>>> = detailsCopy.hint;
const labels: Readonly<Partial<Record<DetailsField, string>>> = detailsCopy.label;

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
    visit: { attribute: false },
    day: {},
    other: { state: true },
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
  /** The clinic, for the notice about the use of the details, and who books for a minor. */
  clinic: ClinicFacts | null = null;

  /** The visit, for its age limits. */
  visit: Pick<CatalogueVisit, 'ages'> | null = null;
  /** The day of the visit, `YYYY-MM-DD`. */
  day = '';

  /** The fields of a booking for somebody else, once they are needed. */
  other: OtherPart | null = null;
  /** The sentences for faults, once one of them was needed. */
  #words: typeof faultCopy | null = null;
  readonly #validation = new FormValidation<DetailsField>(
    this,
    () => this.#fields,
    (field) => {
      const shown = this.#shown(field);
      // Until the other fields are there, nothing is sent.
      if (field === 'bookingFor') return shown === this.details.bookingFor ? null : detailsCopy.check;
      const own = this.#other?.judge(field, shown, this);
      const fault = faultOf(this.kind, field, shown) ?? this.#ageFault(field, shown);
      return own ?? (fault && this.#wordsOf(field, fault));
    },
    async () => {
      this.#words ??= await loadPart(() => import('../../copy/booking/detail-faults.ts'));
    },
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.details.bookingFor && !this.other) this.#joinOther();
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
    const fields = this.#other?.fieldsOf[this.kind] ?? fieldsOf[this.kind];
    return fields.filter((field) => !this.hiddenFields.includes(field));
  }

  #field(name: DetailsField) {
    const field = {
      name,
      label: labels[name] ?? '',
      error: errorOf(this.#validation.messages[name]),
      value: this.details[name],
      readonly: this.busy,
      optional: name === 'accessNeeds',
      onInput: (value: string) => this.#type(name, value),
      onBlur: () => this.#validation.left(name),
    };
    const drawn = { autocomplete: 'off', ...controls[name], ...field, hint: hints[name] };
    const own = this.#other?.draw(name, drawn, this);
    if (own) return own;
    if (name === 'bookingFor') return selectField(drawn, detailsCopy.bookingFor);
    return (name === 'dateOfBirth' ? dateField : textField)(drawn);
  }

  #wordsOf(field: DetailsField, fault: PatientFault | AgeFault): string {
    return this.#words?.faultWords(field, fault, this) ?? detailsCopy.check;
  }

  #ageFault(field: DetailsField, born: string): AgeFault | null {
    const { clinic, day, details, visit } = this;
    if (field !== 'dateOfBirth' || !clinic) return null;
    return ageFaultOf(born, day, visit?.ages, details.bookingFor ? 0 : clinic.ageOfMajority);
  }

  /** The code of the other fields, while the booking is for somebody else. */
  get #other(): OtherPart | null {
    return this.details.bookingFor ? this.other : null;
  }

  /** Without its code nothing changes, and the form says so. @param bookingFor what the person has chosen just now */
  #joinOther(bookingFor?: string): void {
    loadPart(() => import('./for-other/for-other.ts')).then(
      ({ join }) => join(this, bookingFor),
      () => this.#validation.showErrors(() => ({ bookingFor: detailsCopy.check })),
    );
  }

  #type(field: DetailsField, value: string): void {
    if (field === 'bookingFor') this.#joinOther(value);
    else {
      this.dispatchEvent(new DetailsTypedEvent(field, value));
      this.#validation.typed(field);
    }
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.busy && this.#validation.validateAll()) this.dispatchEvent(new DetailsSubmittedEvent());
  }

  /** The current value of a field's controls. `details` gets it only after the journey has handled the event. */
  #shown(field: DetailsField): string {
    if (field === 'dateOfBirth') return dateIn(this.renderRoot);
    const control = this.renderRoot.querySelector<HTMLInputElement>(`#${field}`);
    if (control?.type === 'checkbox') return control.matches(':checked') ? 'yes' : '';
    return control?.value ?? this.details[field];
  }
}

define('bq-details-form', DetailsForm);
