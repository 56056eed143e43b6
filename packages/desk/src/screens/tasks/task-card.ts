import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffTask, StaffTaskDone, TaskAction } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { bookingPanelStyles } from '../../components/booking/booking-panel.styles.ts';
import { changeWords, refused } from '../../components/refused.ts';
import { toast } from '../../components/toast.ts';
import { Acts } from '../../controllers/act.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { plainWord } from '../../words/booking-words.ts';
import { dayAndClock, lasted } from '../../words/moments.ts';
import { taskTitle } from '../../words/task-words.ts';
import { taskCardStyles } from './task-card.styles.ts';
import { taskFacts } from './task-facts.ts';

/**
 * One task: what happened, what to do, and the buttons that do it.
 *
 * @element desk-task
 * @fires task-changed - an act has changed it, or a colleague has
 */
export class TaskCard extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    task: { attribute: false },
    note: { state: true },
    finishes: { state: true },
    choice: { state: true },
  };

  static override styles = [screen, fieldStyles, split, bookingPanelStyles, taskCardStyles];

  declare session: DeskSession;
  declare task: StaffTask;
  private note = '';
  private finishes = false;
  private choice = '';
  readonly #names = new Names(this);
  readonly #acts = new Acts(this);

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render(): TemplateResult {
    const { task } = this;
    const { clinic } = this.session;
    return html`<article class="task ${task.urgent && !task.done ? 'urgent' : ''}">
      <div class="title">
        <h2 tabindex="-1">${taskTitle(task.kind)}</h2>
        <span class="quiet">${task.done ? doneWords(task.done, clinic.timeZone) : `${lasted(task.openedAt)} open`}</span>
      </div>
      <p>${task.todo}</p>
      ${taskFacts(task, this.#names, clinic)} ${this.#tries()} ${refused(this.#acts.error, clinic.timeZone)}
      ${task.done ? nothing : this.#acting()}
    </article>`;
  }

  #tries(): TemplateResult | typeof nothing {
    const { tries } = this.task;
    if (tries.length === 0) return nothing;
    return html`<ul class="quiet">
      ${tries.map(
        ({ action, by, at }) =>
          html`<li>${plainWord(action)}: ${by}, ${dayAndClock(at, this.session.clinic.timeZone)}</li>`,
      )}
    </ul>`;
  }

  #acting(): TemplateResult {
    if (this.finishes) return this.#finish();
    const { claimed, actions, facts } = this.task;
    const isMine = claimed?.by === this.session.address;
    const button = (words: string, act: () => unknown) =>
      html`<button type="button" aria-disabled=${this.#acts.busy ? 'true' : nothing} @click=${act}>${words}</button>`;
    return html`${
      claimed ? html`<p class="quiet">${isMine ? 'You have this.' : `${claimed.by} has this.`}</p>` : nothing
    }
      ${facts.records && actions.some(({ id }) => id === 'choose_record') ? this.#records(facts.records) : nothing}
      <div class="acts">
        ${facts.patientPhone && this.task.urgent ? html`<a class="primary" href="tel:${facts.patientPhone}">Call</a>` : nothing}
        ${actions.map(({ id, label }) => button(label, () => this.#act(id)))}
        ${
          claimed
            ? isMine
              ? button('Give it back', () => this.#claim(false))
              : nothing
            : button('I have this', () => this.#claim(true))
        }
        ${button('Done', () => this.#openFinish())}
      </div>`;
  }

  #records(records: NonNullable<StaffTask['facts']['records']>): TemplateResult {
    return html`<fieldset>
      <legend class="label">The right record</legend>
      ${records.map(
        ({ id, page }, index) => html`<div class="choice">
          <input
            type="radio"
            name="record"
            id=${`record-${index}`}
            .checked=${this.choice === id}
            @change=${() => {
              this.choice = id;
            }}
          />
          <label for=${`record-${index}`}>Record ${index + 1}</label>
          <a href=${page} target="_blank" rel="noreferrer">Look at it (new tab)</a>
        </div>`,
      )}
    </fieldset>`;
  }

  #finish(): TemplateResult {
    return html`<form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#done();
      }}
    >
      ${textField({
        name: 'note',
        label: 'What was done',
        hint: 'For the team',
        error: undefined,
        value: this.note,
        autocomplete: 'off',
        optional: true,
        rows: 2,
        onInput: (value) => {
          this.note = value;
        },
      })}
      <div class="acts">
        <button class="primary" type="submit">Mark as done</button>
        <button
          type="button"
          @click=${() => {
            this.finishes = false;
          }}
        >
          Back
        </button>
      </div>
    </form>`;
  }

  async #openFinish(): Promise<void> {
    this.finishes = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#note')?.focus();
  }

  async #act(action: TaskAction): Promise<void> {
    if (action === 'choose_record' && !this.choice) {
      this.renderRoot.querySelector<HTMLElement>('#record-0')?.focus();
      return;
    }
    const choice = action === 'choose_record' ? { choice: this.choice } : {};
    const { id } = this.task;
    await this.#send<StaffTask>(endpoints.actOnTask(id), { action, ...choice }, 'It is under way.');
  }

  async #claim(claim: boolean): Promise<void> {
    const words = claim ? 'You have it.' : 'It is back for the others.';
    await this.#send<StaffTask>(endpoints.claimTask(this.task.id), { claim }, words);
  }

  async #done(): Promise<void> {
    const note = this.note.trim();
    await this.#send<StaffTaskDone>(endpoints.finishTask(this.task.id), note ? { note } : {}, 'Done.');
  }

  async #send<T>(path: string, body: object, done: string): Promise<void> {
    const answer = await this.#acts.send<T>(path, { ...body, version: this.task.version });
    // A task that a colleague has done leaves the list, and takes its card with it.
    const said = answer ? done : changeWords(this.#acts.error, this.session.clinic.timeZone);
    if (said) toast(this, said);
    this.dispatchEvent(new Event('task-changed', { bubbles: true }));
  }
}

function doneWords({ at, by, note }: NonNullable<StaffTask['done']>, timeZone: string): string {
  return [`Done ${dayAndClock(at, timeZone)} by ${by}`, note].filter(Boolean).join(': ');
}

customElements.define('desk-task', TaskCard);
