import type { TriageColleagues } from '@botaniqal/shared/contracts/staff/triage.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { labelledField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';

import { read } from '../../api/client.ts';
import { bookingPanelStyles } from '../../components/booking/booking-panel.styles.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import { triageColleaguesPath } from './triage-paths.ts';
import { triageSessionStyles } from './triage-session.styles.ts';

/**
 * Asks which colleague takes a session over.
 *
 * @element desk-hand-over
 * @fires hand-over - a colleague was chosen: `{ to, name }`
 * @fires hand-over-back - the person changed their mind
 */
export class HandOver extends LitElement {
  static override properties: PropertyDeclarations = { without: {}, to: { state: true } };
  static override styles = [screen, fieldStyles, bookingPanelStyles, triageSessionStyles];

  /** Who has it now. */
  without = '';
  private to = '';
  readonly #colleagues = new Loaded<TriageColleagues>(this, (signal) => read(triageColleaguesPath, signal));

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus();
  }

  override render(): TemplateResult {
    return html`<form
      class="card"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        this.#submit();
      }}
    >
      <h3 tabindex="-1">Hand over</h3>
      ${this.#colleagues.render(({ colleagues }) => this.#choice(colleagues))}
      <div class="acts">
        <button class="primary" type="submit">Hand over</button>
        <button type="button" @click=${() => this.dispatchEvent(new Event('hand-over-back'))}>Back</button>
      </div>
    </form>`;
  }

  #choice(colleagues: TriageColleagues['colleagues']): TemplateResult {
    const others = colleagues.filter(({ id }) => id !== this.without);
    return labelledField(
      { name: 'to', label: 'To', hint: undefined, error: undefined },
      html`<select
        id="to"
        .value=${this.to}
        @change=${(event: Event) => {
          this.to = (event.currentTarget as HTMLSelectElement).value;
        }}
      >
        <option value="">Choose a colleague</option>
        ${others.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>`,
    );
  }

  #submit(): void {
    const colleague = this.#colleagues.value?.colleagues.find(({ id }) => id === this.to);
    if (!colleague) {
      this.renderRoot.querySelector<HTMLElement>('select')?.focus();
      return;
    }
    this.dispatchEvent(new CustomEvent('hand-over', { detail: { to: colleague.id, name: colleague.name } }));
  }
}

customElements.define('desk-hand-over', HandOver);
