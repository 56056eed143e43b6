import type { PatientSearchAnswer } from '@botaniqal/shared/contracts/phone-booking.ts';
import { bookedForWords } from '@botaniqal/shared/people/booked-for.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { send } from '../../api/client.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import { bornWords, dayAndClock } from '../../words/moments.ts';

export type FoundPatient = PatientSearchAnswer['patients'][number];

/** Milliseconds without a key press after which the search is sent. */
const typingPause = 200;

/**
 * Finds a patient of the clinic while a person types. Down and up go through what was found.
 *
 * @element desk-patient-search
 * @fires patient-found - one was chosen: a `FoundPatient`
 */
export class PatientSearch extends LitElement {
  static override properties: PropertyDeclarations = {
    timeZone: { attribute: false },
    typed: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    css`
      ul {
        max-block-size: 264px;
        margin-block-start: 8px;
        overflow-y: auto;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-s);
      }

      li + li {
        border-block-start: 1px solid var(--_line);
      }

      li button {
        display: grid;
        grid-template-columns: minmax(140px, 1fr) minmax(0, 3fr);
        gap: 0 12px;
        align-items: center;
        inline-size: 100%;
        padding-block: 8px;
        border: 0;
        text-align: start;
      }

      li button:hover {
        background: var(--_wash);
      }

      li button:focus-visible {
        outline-offset: -3px;
      }

      .details {
        overflow: hidden;
        font-size: var(--_size-s);
        text-overflow: ellipsis;
      }

      .heading {
        padding-block-start: 12px;
        color: var(--_text-2);
        font-size: var(--_size-s);
      }

      @media (max-width: 600px) {
        li button {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  timeZone = 'UTC';
  private typed = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #found = new Loaded<PatientSearchAnswer>(this, () =>
    send('/api/staff/patients/search', { q: this.typed.trim() }),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    return html`<search
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      aria-busy=${this.#found.busy ? 'true' : 'false'}
    >
      ${textField({
        name: 'q',
        label: 'Find the patient',
        hint: 'A name, an email, a phone, a date of birth or a confirmation number',
        error: undefined,
        value: this.typed,
        autocomplete: 'off',
        optional: true,
        onInput: (value) => {
          this.typed = value;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => void this.#found.again(), typingPause);
        },
      })}
      ${this.#found.render(({ patients }) => this.#list(patients))}
    </search>`;
  }

  #list(patients: readonly FoundPatient[]): TemplateResult {
    const searched = this.typed.trim() !== '';
    if (patients.length === 0) {
      return searched
        ? html`<p class="quiet" role="status">No one was found. Type the details below.</p>`
        : html`${nothing}`;
    }
    return html`<p class="spoken" role="status">${searched ? `${patients.length} found` : ''}</p>
      <p class="heading" aria-hidden="true">${searched ? 'Found' : 'Seen last'}</p>
      <ul aria-label=${searched ? 'Found' : 'Seen last'}>
        ${patients.map(
          (patient) => html`<li>
            <button
              type="button"
              @click=${() => this.dispatchEvent(new CustomEvent('patient-found', { detail: patient }))}
            >
              <strong>${bookedForWords(patient.name, patient.contactPerson)}</strong>
              <span class="quiet numbers details"
                >${[
                  patient.phone,
                  patient.email,
                  patient.dateOfBirth && `born ${bornWords(patient.dateOfBirth)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                · last ${dayAndClock(patient.lastStart, this.timeZone)}</span
              >
            </button>
          </li>`,
        )}
      </ul>`;
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key as 'ArrowDown' | 'ArrowUp'];
    if (!step) return;
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>('input, li button')];
    const to = stops[stops.findIndex((one) => one.matches(':focus')) + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }
}

customElements.define('desk-patient-search', PatientSearch);
