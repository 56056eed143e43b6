import { html } from 'hono/html';
import { formatIn } from '../time/zone.ts';
import type { Html } from './section.ts';

/** The small pieces that every section is made of. */

export interface Column<T> {
  title: string;
  cell: (row: T) => Html | string;
  /** Short values that keep to one line, in tabular figures. */
  narrow?: boolean;
}

/** A table that turns into cards on a phone. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[], none: string): Html {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  return html`<div class="table"><table>
    <thead><tr>${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (row) =>
        html`<tr>${columns.map(
          ({ title, cell, narrow }) =>
            html`<td data-title="${title}" class="${narrow ? 'narrow' : ''}"><span>${cell(row)}</span></td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>`;
}

export type Tone = 'good' | 'bad' | 'warn' | 'quiet';

export function badge(text: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** `Mon 23 Nov, 9:30 am` */
export function shortTime(instant: Date, timeZone: string): string {
  return formatIn(timeZone, 'en-AU', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(instant);
}

/** `9:30 am` */
export function clockTime(instant: Date, timeZone: string): string {
  return formatIn(timeZone, 'en-AU', { hour: 'numeric', minute: '2-digit' }).format(instant);
}

/** `9:30:05 am` */
export function exactTime(instant: Date, timeZone: string): string {
  return formatIn(timeZone, 'en-AU', { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(
    instant,
  );
}
