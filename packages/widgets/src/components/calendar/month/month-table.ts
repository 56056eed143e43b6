import { monthGrid } from '@botaniqal/shared/time/month-grid.ts';
import { formatter } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { dayLabel, monthLong, calendarCopy as words } from '../../../copy/calendar.ts';
import { fewLeft } from '../calendar-model.ts';
import { backIcon, forwardIcon } from '../frame/icons.ts';

export interface MonthFacts {
  month: string;
  locale: string;
  today: string;
  /** The day whose times are shown; empty: none. */
  day: string;
  /** The day that the Tab key reaches. */
  cursor: string;
  /** Whether the times of this month are loaded. */
  known: boolean;
  isFirst: boolean;
  isLast: boolean;
  /** The last day that can be booked. */
  lastDay: string;
  /** The day of the appointment that the patient moves; empty: none. */
  current: string;
  /** The practitioner's name; empty in the tab of all practitioners. */
  name: string;
  countOn: (day: string) => number;
}

export interface MonthActs {
  turn: (months: number) => void;
  /** Says why there is no later month. */
  refuse: () => void;
  choose: (event: UIEvent) => void;
  key: (event: KeyboardEvent) => void;
}

/** Draws a month as a plain table of buttons: native semantics, one Tab stop, arrow keys inside. */
export function monthTable(facts: MonthFacts, act: MonthActs): TemplateResult {
  const { month, locale, isFirst, isLast } = facts;
  return html`
    <div class="month" part="month">
      <div class="month-head">
        <button type="button" class="turn" aria-label=${words.previousMonth} aria-disabled=${isFirst} @click=${() => !isFirst && act.turn(-1)}>
          ${backIcon}
        </button>
        <h3 id="month-name">${monthLong(month, locale)}</h3>
        <button type="button" class="turn" aria-label=${isLast ? words.noNextMonth : words.nextMonth} aria-disabled=${isLast} @click=${() => (isLast ? act.refuse() : act.turn(1))}>
          ${forwardIcon}
        </button>
      </div>
      <table aria-labelledby="month-name" @click=${act.choose} @keydown=${act.key}>
        <thead>
          <tr>
            ${weekdays(locale).map(([short, long]) => html`<th scope="col"><abbr title=${long} aria-label=${long}>${short}</abbr></th>`)}
          </tr>
        </thead>
        <tbody>
          ${monthGrid(month).map((week) => html`<tr>${week.map((day) => html`<td>${day ? dayCell(day, facts) : nothing}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

function dayCell(day: string, facts: MonthFacts): TemplateResult {
  const { today, locale, name, known } = facts;
  const number = Number(day.slice(8));
  // A past day cannot be chosen, so it is plain text.
  if (day < today) return html`<span class="past numbers">${number}</span>`;
  const count = facts.countOn(day);
  const closed = day > facts.lastDay;
  return html`
    <button
      type="button"
      part="day"
      class="day numbers ${count ? 'free' : ''} ${count && count <= fewLeft ? 'few' : ''} ${day === facts.current ? 'current' : ''}"
      data-day=${day}
      tabindex=${day === facts.cursor ? 0 : -1}
      aria-pressed=${day === facts.day}
      aria-current=${day === today ? 'date' : nothing}
      aria-label=${dayLabel(day, { count, today: day === today, current: day === facts.current, name, loading: !known, closed }, locale)}
    >
      ${number}
    </button>
  `;
}

/** Monday to Sunday, short and long. 2024-01-01 was a Monday. */
function weekdays(locale: string): [string, string][] {
  return [1, 2, 3, 4, 5, 6, 7].map((date) => {
    const day = new Date(`2024-01-0${date}T12:00:00Z`);
    const name = (weekday: 'short' | 'long') => formatter(locale, 'UTC', { weekday }).format(day);
    return [name('short'), name('long')];
  });
}
