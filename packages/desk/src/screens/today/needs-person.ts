import type { NeedsPerson } from '@botaniqal/shared/contracts/staff/today.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../../app/router.ts';
import { lasted } from '../../words/moments.ts';
import { taskTitle } from '../../words/task-words.ts';

const titles: Record<NeedsPerson['kind'], string> = {
  urgent: 'Call back now',
  task: 'Task',
  calendar: 'Calendar cannot be read',
};

interface NeedsInput {
  now: number;
  /** Whether the person may take tasks. */
  mayClaim: boolean;
  claim(needs: NeedsPerson): void;
}

/** What needs a person now, the most urgent on top. Red flags are all shown; of the rest the first three. */
export function needsView(all: readonly NeedsPerson[], input: NeedsInput): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const urgent = all.filter(({ kind }) => kind === 'urgent');
  const rest = all.filter(({ kind }) => kind !== 'urgent');
  const shown = [...urgent, ...rest.slice(0, 3)];
  return html`<section class="needs" aria-label="Needs a person now">
    ${shown.map((one) => needsLine(one, input))}
    ${
      all.length > shown.length
        ? html`<a class="more" href=${addressOf('tasks')}>${all.length - shown.length} more in Tasks</a>`
        : nothing
    }
  </section>`;
}

function needsLine(needs: NeedsPerson, { now, mayClaim, claim }: NeedsInput): TemplateResult {
  const { kind, since, text, patientName, patientPhone, task } = needs;
  const who = [patientName, patientPhone].filter(Boolean).join(' · ');
  return html`<article class="need ${kind}">
    <div>
      <h2>${task && kind === 'task' ? taskTitle(task.kind) : titles[kind]} · ${lasted(since, now)}${kind === 'calendar' ? '' : ' waiting'}</h2>
      ${who ? html`<p class="who numbers">${who}</p>` : nothing}
      <p>${text}</p>
      ${task?.claimed ? html`<p class="quiet">${task.claimed.by} has this.</p>` : nothing}
    </div>
    <div class="presses">
      ${patientPhone ? html`<a class="press call" href="tel:${patientPhone}">Call<span class="spoken"> ${patientName}</span></a>` : nothing}
      ${
        task && !task.claimed && mayClaim
          ? html`<button type="button" @click=${() => claim(needs)}>
              I have this<span class="spoken">: ${patientName ?? text}</span>
            </button>`
          : nothing
      }
      ${openLink(needs)}
    </div>
  </article>`;
}

function openLink({ triageSessionId, bookingId, task, kind, patientName }: NeedsPerson): TemplateResult {
  const to = triageSessionId
    ? addressOf('triage', triageSessionId)
    : task
      ? addressOf('tasks', task.id)
      : bookingId
        ? addressOf('bookings', bookingId)
        : addressOf(kind === 'calendar' ? 'calendars' : 'tasks');
  return html`<a class="press" href=${to}>Open<span class="spoken"> ${patientName ?? titles[kind]}</span></a>`;
}
