import type { RecordsSearchAnswer } from '@botaniqal/shared/contracts/phone-booking.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { send } from '../../api/client.ts';
import { sentenceOf } from '../../api/desk-problem.ts';
import { screen } from '../../styles/screen.ts';
import { bornWords } from '../../words/moments.ts';

type FoundRecord = RecordsSearchAnswer['resembling'][number];

/** What the search needs: the details as they are typed. */
export interface TypedPerson {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  dateOfBirth: string;
  /** Email and phone are a contact person's. */
  hasContactPerson: boolean;
}

/**
 * Looks for the person whose details are typed in the practice's records, by the careful matching that files bookings.
 * Nothing is written there.
 *
 * @element desk-records-search
 * @fires record-chosen - the person takes a date of birth from a record: `{ dateOfBirth }`
 */
export class RecordsSearch extends LitElement {
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    found: { state: true },
    says: { state: true },
    busy: { state: true },
  };

  static override styles = [
    screen,
    css`
      :host {
        display: grid;
        gap: 8px;
        justify-items: start;
      }

      ul {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  declare person: TypedPerson;
  /** `null`: nothing was searched yet. */
  private found: RecordsSearchAnswer | null = null;
  private says = '';
  private busy = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('person');
    // What was found belongs to the details as they were then.
    if (before && JSON.stringify(before) !== JSON.stringify(this.person)) {
      this.found = null;
      this.says = '';
    }
  }

  override render(): TemplateResult {
    return html`<button type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#search()}>
        ${this.busy ? 'Looking …' : 'Look in the practice’s records'}
      </button>
      <p class="quiet" role="status">${this.says}</p>
      ${this.found ? this.#list(this.found) : nothing}`;
  }

  #list({ match, resembling }: RecordsSearchAnswer): TemplateResult | typeof nothing {
    if (!match && resembling.length === 0) return nothing;
    return html`<ul aria-label="Records">
      ${match ? this.#record(match, 'Certainly this person') : nothing}
      ${resembling.map((record) => this.#record(record, 'May be this person'))}
    </ul>`;
  }

  #record(record: FoundRecord, how: string): TemplateResult {
    const { name, dateOfBirth, email, phone, page } = record;
    const about = [phone, email, dateOfBirth && `born ${bornWords(dateOfBirth)}`].filter(Boolean).join(' · ');
    return html`<li>
      <a href=${page} target="_blank" rel="noreferrer">${name}</a>
      <span class="quiet">${how}${about ? ` · ${about}` : ''}</span>
      ${
        dateOfBirth && !this.person.dateOfBirth
          ? html`<button
              type="button"
              @click=${() => this.dispatchEvent(new CustomEvent('record-chosen', { detail: { dateOfBirth } }))}
            >
              Use this date of birth
            </button>`
          : nothing
      }
    </li>`;
  }

  async #search(): Promise<void> {
    if (this.busy) return;
    const { dateOfBirth, hasContactPerson, ...typed } = this.person;
    if (Object.values(typed).some((value) => value.trim() === '')) {
      this.says = 'Type the first name, last name, email and phone first.';
      return;
    }
    this.busy = true;
    this.found = null;
    this.says = '';
    try {
      const body = { ...typed, hasContactPerson, ...(dateOfBirth ? { dateOfBirth } : {}) };
      this.found = await send<RecordsSearchAnswer>('/api/staff/patients/records', body);
      this.says = wordsOf(this.found);
    } catch (error) {
      this.says = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}

function wordsOf({ match, resembling, read }: RecordsSearchAnswer): string {
  if (!read) return 'The records cannot be read at the moment. You can book without them.';
  if (match) return 'This person has a record.';
  if (resembling.length === 0)
    return 'There is no record of this person. One is made when the visit is booked.';
  return 'No record is certainly this person. These look alike.';
}

customElements.define('desk-records-search', RecordsSearch);
