import type { BookingDetails } from '@botaniqal/shared/contracts/rescheduling.ts';
import { formatter } from '@botaniqal/shared/time/zone.ts';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import {
  type Details,
  type DetailsField,
  type FormKind,
  fieldsOf,
  nothingTyped,
} from '../../../components/details-form/details.ts';
import { faultOf } from '../../../components/details-form/forms.ts';
import { againCopy } from '../../../copy/booking/again.ts';
import type { Known } from '../../../page/links/known.ts';

const names: ReadonlySet<DetailsField> = new Set<DetailsField>(['patientName', 'firstName', 'lastName']);

/** The fields of a booking for somebody else that an earlier booking answers. */
const ofOther: readonly DetailsField[] = ['dateOfBirth', 'contactName', 'relation'];
/** The fields that are not asked again although they are empty. */
const quiet: ReadonlySet<DetailsField> = new Set<DetailsField>(['bookingFor', 'accessNeeds']);
/** The fields whose values are no words to read. */
const codes: ReadonlySet<DetailsField> = new Set<DetailsField>(['bookingFor', 'relation']);

/** What a patient typed for an earlier booking, for one more of the same visit. It is kept in this page only. */
export class KnownDetails implements Known {
  readonly details: Details;
  #changing = false;
  readonly #locale: string;

  constructor(from: BookingDetails, locale: string) {
    this.#locale = locale;
    this.details = {
      ...nothingTyped,
      patientName: from.name,
      firstName: from.firstName ?? '',
      lastName: from.lastName ?? '',
      email: from.email,
      phone: from.phone,
      dateOfBirth: from.dateOfBirth ?? '',
      accessNeeds: from.accessNeeds ?? '',
      ...(from.contactPerson && contactIn(from.contactPerson)),
    };
  }

  /** A value that today's rules do not accept is asked again. */
  hidden(kind: FormKind, details: Details): readonly DetailsField[] {
    if (this.#changing) return [];
    const fields = details.bookingFor ? [...fieldsOf[kind], ...ofOther] : fieldsOf[kind];
    return fields.filter(
      (field) =>
        details[field] === this.details[field] &&
        (quiet.has(field) || (details[field] !== '' && faultOf(kind, field, details[field]) === null)),
    );
  }

  summary(kind: FormKind, details: Details, redraw: () => void): TemplateResult | typeof nothing {
    const hidden = this.hidden(kind, details);
    if (hidden.every((field) => quiet.has(field))) return nothing;
    const name = hidden.filter((field) => names.has(field)).map((field) => details[field]);
    const others = hidden
      .filter((field) => !names.has(field) && !codes.has(field))
      .map((field) => this.#words(field, details[field]));
    return html`<section class="card numbers" aria-label=${againCopy.heading}>
      <div>
        <p class="quiet">${againCopy.heading}</p>
        ${[name.join(' '), ...others].map((words) => (words ? html`<p>${words}</p>` : nothing))}
      </div>
      <div>
        <p>
          <button type="button" class="link" part="change-details" @click=${(event: Event) => this.#change(event, redraw)}>
            ${againCopy.change}
          </button>
        </p>
      </div>
    </section>`;
  }

  #words(field: DetailsField, value: string): string {
    if (field !== 'dateOfBirth') return value;
    const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
    return againCopy.born(formatter(this.#locale, 'UTC', parts).format(new Date(`${value}T12:00:00Z`)));
  }

  /** Asks for everything. The pressed button disappears, so focus moves to the first field. */
  async #change({ currentTarget }: Event, redraw: () => void): Promise<void> {
    const root = (currentTarget as Element).getRootNode() as ShadowRoot;
    this.#changing = true;
    redraw();
    await (root.host as LitElement).updateComplete;
    const form = root.querySelector<LitElement>('bq-details-form');
    await form?.updateComplete;
    form?.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }
}

/** Who booked for the patient, as the form has it. A parent or guardian may have booked for an adult too. */
function contactIn({ name, relation }: NonNullable<BookingDetails['contactPerson']>): Partial<Details> {
  return { bookingFor: relation === 'parent' ? 'child' : 'other', contactName: name, relation };
}
