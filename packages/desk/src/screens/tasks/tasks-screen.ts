import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffTaskList, StaffTasksQuery } from '@botaniqal/shared/contracts/staff/tasks.ts';
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
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import { tabs } from '../../styles/tabs.ts';
import './task-card.ts';
import type { TaskCard } from './task-card.ts';

const lists: Readonly<Record<string, { label: string; none: string; query: Partial<StaffTasksQuery> }>> = {
  all: { label: 'All', none: 'Nothing is left to do.', query: {} },
  mine: { label: 'Mine', none: 'You have no task.', query: { whose: 'mine' } },
  unclaimed: { label: 'Free', none: 'Each open task has a person.', query: { whose: 'unclaimed' } },
  done: { label: 'Done', none: 'Nothing was done yet.', query: { state: 'done' } },
};

/**
 * Tasks: what needs a person.
 *
 * @element desk-tasks
 */
export class TasksScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };
  static override styles = [screen, tabs];

  declare session: DeskSession;
  /** One of the lists, or the id of a task that is shown first. */
  rest = '';
  #focused = '';
  readonly #tasks = new Loaded<StaffTaskList>(this, (signal) =>
    read(`${endpoints.staffTasks}?${new URLSearchParams(this.#list.query)}`, signal),
  );
  readonly live = new LiveController(this, ['task'], () => void this.#tasks.again());

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rest') || !this.hasUpdated) return;
    this.#tasks.value = undefined;
    void this.#tasks.again();
  }

  override updated(): void {
    if (!this.rest || this.#focused === this.rest) return;
    const card = this.renderRoot.querySelector<TaskCard>(`[data-task="${CSS.escape(this.rest)}"]`);
    if (!card) return;
    this.#focused = this.rest;
    void card.updateComplete.then(() => card.focus());
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Tasks</h1>
          <p>What needs a person, the most urgent first.</p>
        </div>
        <nav class="tabs" aria-label="Which tasks">
          ${Object.entries(lists).map(
            ([id, { label }]) =>
              html`<a href=${addressOf('tasks', id === 'all' ? '' : id)} aria-current=${id === this.#id ? 'page' : nothing}
                >${label}</a
              >`,
          )}
        </nav>
      </div>
      ${this.#tasks.render(({ tasks }) => {
        if (tasks.length === 0) return empty(this.#list.none);
        return html`${tasks.map(
          (task) =>
            html`<desk-task
              data-task=${task.id}
              .session=${this.session}
              .task=${task}
              @task-changed=${() => void this.#tasks.again()}
            ></desk-task>`,
        )}`;
      })}
    </div>`;
  }

  get #id(): string {
    return this.rest in lists ? this.rest : 'all';
  }

  get #list(): { none: string; query: Partial<StaffTasksQuery> } {
    return lists[this.#id] ?? { none: '', query: {} };
  }
}

customElements.define('desk-tasks', TasksScreen);
