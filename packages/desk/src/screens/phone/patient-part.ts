import { errorOf } from '@botaniqal/widgets/components/fields/about.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { contactPart } from './contact-part.ts';
import type { FoundPatient } from './patient-search.ts';
import type { PhoneDraft } from './phone-draft.ts';
import type { KnownPatient, PhoneFaults } from './phone-faults.ts';
import type { TypedPerson } from './records-search.ts';

interface PatientInput {
  draft: PhoneDraft;
  /** Who it is for, when it is known already. */
  known: KnownPatient | undefined;
  faults: PhoneFaults;
  timeZone: string;
  /** The details are open for a change. */
  opened: boolean;
  change(part: Partial<PhoneDraft>): void;
  open(): void;
}

const fields = [
  ['firstName', 'First name', 'text'],
  ['lastName', 'Last name', 'text'],
  ['email', 'Email', 'email'],
  ['phone', 'Phone', 'tel'],
] as const;

/** Who it is for: known from the triage session, found while typing, or typed. */
export function patientPart(input: PatientInput): TemplateResult {
  const { draft, known, opened } = input;
  const isWhole = known?.name && known.email && known.phone;
  return html`${known ? summary(input, known) : nothing}
    ${
      known
        ? nothing
        : html`<desk-patient-search
            .timeZone=${input.timeZone}
            @patient-found=${({ detail }: CustomEvent<FoundPatient>) =>
              input.change({ patientOfBookingId: detail.bookingId, patientName: detail.name })}
          ></desk-patient-search>`
    }
    ${!known || opened || !isWhole || typedSome(draft) ? details(input) : nothing}
    ${contactPart(input)}`;
}

function summary({ draft, open, opened, change }: PatientInput, known: KnownPatient): TemplateResult {
  return html`<div class="chosen">
    <p>
      <strong>${known.name}</strong> ${[known.phone, known.email].filter(Boolean).join(' · ')}
    </p>
    <div class="actions">
      ${opened ? nothing : html`<button type="button" @click=${open}>Change details</button>`}
      ${
        draft.patientOfBookingId && draft.from === ''
          ? html`<button
              type="button"
              @click=${() => change({ patientOfBookingId: '', patientName: '' })}
            >
              Another patient
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

function details({ draft, known, faults, change }: PatientInput): TemplateResult {
  return html`<div class="pair">
    ${fields.map(([name, label, type]) =>
      textField({
        name,
        label,
        hint: known ? 'Left empty: as it is' : undefined,
        error: errorOf(faults[name]),
        value: draft[name],
        type,
        autocomplete: 'off',
        optional: known !== undefined,
        onInput: (value) => change({ [name]: value }),
      }),
    )}
    <div class="field">
      <label class="label" for="dateOfBirth">Date of birth</label>
      ${faults.dateOfBirth ? html`<p class="error" id="dateOfBirth-error">${faults.dateOfBirth}</p>` : nothing}
      <input
        class="control"
        id="dateOfBirth"
        type="date"
        min="1900-01-01"
        autocomplete="off"
        aria-describedby=${faults.dateOfBirth ? 'dateOfBirth-error' : nothing}
        .value=${draft.dateOfBirth}
        @change=${(event: Event) => change({ dateOfBirth: (event.currentTarget as HTMLInputElement).value })}
      />
    </div>
    </div>
    ${
      known
        ? nothing
        : html`<desk-records-search
            .person=${personOf(draft)}
            @record-chosen=${({ detail }: CustomEvent<{ dateOfBirth: string }>) => change(detail)}
          ></desk-records-search>`
    }`;
}

function personOf({ firstName, lastName, email, phone, dateOfBirth, relation }: PhoneDraft): TypedPerson {
  return { firstName, lastName, email, phone, dateOfBirth, hasContactPerson: relation !== '' };
}

function typedSome(draft: PhoneDraft): boolean {
  return fields.some(([name]) => draft[name] !== '') || draft.dateOfBirth !== '';
}
