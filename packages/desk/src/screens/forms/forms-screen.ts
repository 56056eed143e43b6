import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffFormLine, StaffForms } from '@botaniqal/shared/contracts/staff/forms.ts';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf } from '../../app/router.ts';
import { older } from '../../components/older.ts';
import { empty } from '../../components/states.ts';
import { Paged } from '../../controllers/paged.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { tabs } from '../../styles/tabs.ts';
import type { Tone } from '../../words/booking-words.ts';
import { dayAndClock } from '../../words/moments.ts';

const lists: Readonly<Record<string, string>> = { all: 'All', not_filed: 'Not filed', filed: 'Filed' };

const filings: Record<StaffFormLine['filing'], readonly [words: string, tone: Tone]> = {
  filed: ['Filed', 'good'],
  waiting: ['Being filed', 'waits'],
  needs_person: ['Needs a person', 'waits'],
  kept: ['Belongs to no patient yet', 'plain'],
};

/**
 * Forms: what came, and what of it is in the practice's records.
 *
 * @element desk-forms
 */
export class FormsScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };
  static override styles = [screen, split, tabs];

  declare session: DeskSession;
  /** Which list. */
  rest = '';
  readonly #forms = new Paged<StaffFormLine>(this, async (before, signal) => {
    const query = new URLSearchParams({ state: this.#list, ...(before ? { before } : {}) });
    const { forms, next } = await read<StaffForms>(`${endpoints.staffForms}?${query}`, signal);
    return { lines: forms, next };
  });
  readonly live = new LiveController(this, ['form', 'task'], () => void this.#forms.again());

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rest') || !this.hasUpdated) return;
    this.#forms.value = undefined;
    void this.#forms.again();
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Forms</h1>
          <p>What patients sent, and whether it is in the practice’s records.</p>
        </div>
        <nav class="tabs" aria-label="Which forms">
          ${Object.entries(lists).map(
            ([id, label]) =>
              html`<a href=${addressOf('forms', id === 'all' ? '' : id)} aria-current=${id === this.#list ? 'page' : nothing}
                >${label}</a
              >`,
          )}
        </nav>
      </div>
      ${this.#forms.render(({ lines }) =>
        lines.length === 0
          ? empty(this.#list === 'not_filed' ? 'All forms are filed.' : 'No form has come yet.')
          : html`<div class="wide" role="region" aria-label="Forms" tabindex="0">
                <table>
                  <caption class="spoken">Forms, the newest first</caption>
                  <thead>
                    <tr>
                      <th scope="col">Form</th>
                      <th scope="col">Patient</th>
                      <th scope="col">Received</th>
                      <th scope="col">Records</th>
                      <th scope="col">Read it</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${lines.map((form) => this.#line(form))}
                  </tbody>
                </table>
              </div>
              ${older(this.#forms)}`,
      )}
    </div>`;
  }

  get #list(): string {
    return this.rest in lists ? this.rest : 'all';
  }

  #line(form: StaffFormLine): TemplateResult {
    const { timeZone } = this.session.clinic;
    const [words, tone] = filings[form.filing];
    return html`<tr>
      <th scope="row">
        ${form.title}<br /><span class="quiet beside numbers unbroken">${form.reference}</span>
        ${form.complete ? nothing : html`<br /><span class="tag alarm">Stopped at a red flag</span>`}
      </th>
      <td>
        ${form.patientName ?? html`<span class="quiet">No name given</span>`}
        ${form.bookingId ? html`<br /><a href=${addressOf('bookings', form.bookingId)}>Booking</a>` : nothing}
      </td>
      <td class="numbers">${dayAndClock(form.receivedAt, timeZone)}</td>
      <td>
        <span class="tag ${tone}">${words}</span>
        ${form.openTasks > 0 && this.session.permissions.includes('tasks:manage') ? html`<br /><a href=${addressOf('tasks')}>Open tasks</a>` : nothing}
      </td>
      <td>
        <a href=${endpoints.staffFormPdf(form.submissionId)} target="_blank" rel="noreferrer"
          >PDF<span class="spoken"> of ${form.reference}, new tab</span></a
        >
      </td>
    </tr>`;
  }
}

customElements.define('desk-forms', FormsScreen);
