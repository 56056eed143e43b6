import type { AuditEntries } from '@botaniqal/shared/contracts/staff/desk.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { empty, failed, loading } from '../../components/states.ts';
import { screen } from '../../styles/screen.ts';

type Entry = AuditEntries['entries'][number];

/**
 * Searches the audit trail: who read or wrote what of whom.
 *
 * @element desk-audit-search
 */
export class AuditSearch extends LitElement {
  static override properties: PropertyDeclarations = {
    timeZone: { attribute: false },
    patient: { state: true },
    actor: { state: true },
    day: { state: true },
    entries: { state: true },
    next: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 16px;
      }

      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 16px;
        align-items: end;
      }

      form button {
        justify-self: start;
        min-block-size: var(--_press-l);
        padding-inline: 24px;
      }
    `,
  ];

  timeZone = 'UTC';
  patient = '';
  actor = '';
  /** `YYYY-MM-DD`; empty: all days. */
  day = '';
  /** `null`: nothing was searched yet. */
  entries: readonly Entry[] | null = null;
  next: number | null = null;
  error: unknown;
  busy = false;

  override render(): TemplateResult {
    return html`<h2>Who saw what</h2>
      <form @submit=${(event: Event) => this.#submit(event)} novalidate>
        ${textField({
          name: 'patient',
          label: 'About',
          hint: 'A confirmation number, or the id of a record, a booking or a form',
          error: undefined,
          value: this.patient,
          autocomplete: 'off',
          optional: true,
          onInput: (value) => {
            this.patient = value;
          },
        })}
        ${textField({
          name: 'actor',
          label: 'By',
          hint: 'An address of staff, or patient',
          error: undefined,
          value: this.actor,
          autocomplete: 'off',
          optional: true,
          onInput: (value) => {
            this.actor = value;
          },
        })}
        <div class="field">
          <label class="label" for="day">Day</label>
          <input
            class="control"
            id="day"
            type="date"
            .value=${this.day}
            @change=${(event: Event) => {
              this.day = (event.currentTarget as HTMLInputElement).value;
            }}
          />
        </div>
        <button type="submit">Search</button>
      </form>
      ${this.#found()}`;
  }

  #found(): TemplateResult | typeof nothing {
    if (this.error !== undefined) return failed(this.error, () => void this.#search());
    if (this.busy && this.entries === null) return loading();
    if (this.entries === null) return nothing;
    if (this.entries.length === 0) return empty('The audit trail has no line for this.');
    return html`<div class="wide" role="region" aria-label="Lines of the audit trail" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">About</th>
            </tr>
          </thead>
          <tbody>
            ${this.entries.map(
              ({ at, actor, action, subject }) => html`<tr>
                <td class="numbers">${this.#when(at)}</td>
                <td>${actor}</td>
                <td>${action}</td>
                <td>${subject.kind} ${subject.id}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        this.next === null
          ? nothing
          : html`<div><button type="button" @click=${() => this.#search(this.next)}>Show older lines</button></div>`
      }`;
  }

  #when(at: string): string {
    return new Intl.DateTimeFormat('en-AU', {
      timeZone: this.timeZone,
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(new Date(at));
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.entries = null;
    void this.#search();
  }

  async #search(before: number | null = null): Promise<void> {
    const query = new URLSearchParams();
    if (this.patient.trim()) query.set('patient', this.patient.trim());
    if (this.actor.trim()) query.set('actor', this.actor.trim());
    if (this.day) {
      query.set('from', this.day);
      query.set('to', this.day);
    }
    if (before !== null) query.set('before', String(before));
    this.busy = true;
    this.error = undefined;
    try {
      const { entries, next } = await read<AuditEntries>(`/api/staff/audit?${query}`);
      this.entries = before === null ? entries : [...(this.entries ?? []), ...entries];
      this.next = next;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('desk-audit-search', AuditSearch);
