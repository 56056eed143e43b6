import type { DeskPeople, DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read, send } from '../../api/client.ts';
import { sentenceOf } from '../../api/desk-problem.ts';
import { LiveController } from '../../api/live.ts';
import { toast } from '../../components/toast.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import './audit-search.ts';

type Person = DeskPeople['people'][number];

const roles = {
  manager: 'Manager',
  consultant: 'Consultant',
  practitioner: 'Practitioner',
  marketer: 'Marketer',
} as const;

const methods = { account: 'account', mail_link: 'email link' } as const;

/**
 * Who may use the desk, where they are signed in, and who saw what.
 *
 * @element desk-people
 */
export class PeopleScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };
  static override styles = screen;

  declare session: DeskSession;
  rest = '';
  readonly #people = new Loaded<DeskPeople>(this, (signal) => read('/api/staff/people', signal));
  readonly live = new LiveController(this, ['session'], () => void this.#people.again());

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>People</h1>
          <p>Who may use the desk is set under “staff” in clinic.yaml.</p>
        </div>
      </div>
      ${this.#people.render(({ people }) => this.#table(people))}
      <desk-audit-search .timeZone=${this.session.clinic.timeZone}></desk-audit-search>
    </div>`;
  }

  #table(people: readonly Person[]): TemplateResult {
    return html`<div class="wide" role="region" aria-label="People" tabindex="0">
      <table>
        <caption class="spoken">Who may use the desk</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Signed in</th>
          </tr>
        </thead>
        <tbody>
          ${people.map(
            (person) => html`<tr>
              <th scope="row">
                ${person.name}<br />
                <span class="quiet beside">${person.address}</span>
              </th>
              <td>${roles[person.role]}</td>
              <td>${this.#sessions(person)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #sessions({ name, sessions }: Person): TemplateResult {
    if (sessions.length === 0) return html`<span class="quiet">Not signed in</span>`;
    return html`<ul>
      ${sessions.map(
        ({ id, method, lastSeenAt, isThis }) => html`<li class="actions">
          <span>By ${methods[method]}, last active ${this.#when(lastSeenAt)}${isThis ? ' (this browser)' : ''}</span>
          ${
            isThis
              ? nothing
              : html`<button type="button" aria-label="End the session of ${name}" @click=${() => this.#end(id, name)}>
                  End
                </button>`
          }
        </li>`,
      )}
    </ul>`;
  }

  #when(instant: string): string {
    const { timeZone } = this.session.clinic;
    return new Intl.DateTimeFormat('en-AU', {
      timeZone,
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
    }).format(new Date(instant));
  }

  async #end(id: string, name: string): Promise<void> {
    try {
      await send(`/api/staff/sessions/${id}/end`, undefined);
      toast(this, `The session of ${name} has ended.`);
    } catch (error) {
      toast(this, sentenceOf(error));
    }
    await this.#people.again();
  }
}

customElements.define('desk-people', PeopleScreen);
