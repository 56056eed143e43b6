import type { StaffToday, TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';
import { bookedForWords } from '@botaniqal/shared/people/booked-for.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { placedAt } from '../../components/placed-at.ts';
import { clock } from '../../words/moments.ts';
import { stands, stateOf } from './appointment-words.ts';
import { type DayScale, type Placed, placed, scaleOf, topOf } from './day-layout.ts';
import { hourWords } from './local-time.ts';
import { type ShowAppointment, unreadWords } from './show-appointment.ts';

type Practitioner = StaffToday['practitioners'][number];

/** Everybody's day side by side: a column for each practitioner, the hours at the left, a line at the time now. */
export function dayGrid(today: StaffToday, now: number, show: ShowAppointment): TemplateResult {
  const { practitioners: everybody, appointments, timeZone, from } = today;
  const practitioners = everybody.filter((one) => isThere(one, appointments));
  const away = everybody.filter((one) => !practitioners.includes(one));
  const scale = scaleOf(
    appointments,
    practitioners.flatMap(({ busy }) => busy),
    timeZone,
  );
  const hours = Array.from({ length: scale.to - scale.from + 1 }, (_, index) => scale.from + index);
  const isToday = dayOf(new Date(now), timeZone) === from;
  return html`<div class="day" role="region" aria-label="Appointments of the day" tabindex="0" @keydown=${onArrow}>
    <div class="hours" aria-hidden="true">
      ${hours.map(
        (hour, index) =>
          html`<span ${placedAt({ 'inset-block-start': `${(hour - scale.from) * scale.hour}px` })}
            >${hourWords(hour, index === 0)}</span
          >`,
      )}
    </div>
    ${practitioners.map((one) => column(today, one, scale, isToday ? now : null, show))}
  </div>
  ${
    away.length > 0
      ? html`<p class="away">No appointments and no free times: ${away.map(({ name }) => name).join(', ')}.</p>`
      : nothing
  }`;
}

/** Whether a practitioner has anything on the day that staff look for: without it the others get the room. */
function isThere(
  { id, freeTimes, busy, unread }: Practitioner,
  appointments: StaffToday['appointments'],
): boolean {
  return (
    freeTimes !== 0 ||
    busy.length > 0 ||
    unread.length > 0 ||
    appointments.some(({ practitionerId }) => practitionerId === id)
  );
}

function column(
  { appointments, timeZone }: StaffToday,
  practitioner: Practitioner,
  scale: DayScale,
  now: number | null,
  show: ShowAppointment,
): TemplateResult {
  const own = appointments.filter(({ practitionerId }) => practitionerId === practitioner.id);
  const unread = unreadWords(practitioner);
  const lines = Array.from({ length: scale.to - scale.from + 1 }, (_, index) => index * scale.hour);
  const nowIso = now === null ? '' : new Date(now).toISOString();
  const height = (scale.to - scale.from) * scale.hour;
  return html`<section class="column" aria-label=${practitioner.name}>
    <header>
      <h2>${practitioner.name}</h2>
      <p class=${unread ? 'warns' : ''}>${unread || `${own.filter(stands).length} booked`}</p>
    </header>
    <div class="times" ${placedAt({ 'block-size': `${height}px` })}>
      ${lines.map((top) => html`<i class="line" ${placedAt({ 'inset-block-start': `${top}px` })}></i>`)}
      ${practitioner.busy.map(({ start, end }) => {
        const top = topOf(start, scale, timeZone);
        const blockSize = topOf(end, scale, timeZone) - top;
        return blockSize > 0
          ? html`<p
              class="busy"
              ${placedAt({ 'inset-block-start': `${top + 2}px`, 'block-size': `${blockSize - 4}px` })}
            >
              Mailbox: busy<span class="spoken"> ${clock(start, timeZone)} to ${clock(end, timeZone)}</span>
            </p>`
          : nothing;
      })}
      ${
        now === null
          ? nothing
          : html`<i class="now" ${placedAt({ 'inset-block-start': `${topOf(nowIso, scale, timeZone)}px` })}></i>`
      }
      <ol>
        ${placed(own, scale, timeZone).map((one) => block(one, timeZone, show))}
      </ol>
    </div>
  </section>`;
}

function block(
  { appointment, top, height, lane, lanes, tight }: Placed,
  timeZone: string,
  show: ShowAppointment,
): TemplateResult {
  const { tone } = stateOf(appointment, timeZone);
  const share = 100 / lanes;
  return html`<li
    ${placedAt({
      'inset-block-start': `${top + 2}px`,
      'block-size': `${height}px`,
      'inset-inline-start': `calc(${lane * share}% + 4px)`,
      'inline-size': `calc(${share}% - 8px)`,
    })}
  >
    <a
      class="appointment ${tone} ${tight ? 'tight' : ''}"
      href=${show.address(appointment)}
      data-booking=${appointment.bookingId}
      aria-current=${show.isOpen(appointment) ? 'true' : nothing}
      >${words(appointment, timeZone, show)}</a
    >
  </li>`;
}

function words(appointment: TodayAppointment, timeZone: string, show: ShowAppointment): TemplateResult {
  const state = stateOf(appointment, timeZone).words;
  return html`<b>${clock(appointment.start, timeZone).replace(/\s[ap]m$/, '')} ${bookedForWords(appointment.patientName, appointment.contactPerson)}</b>
    <span>${[show.visit(appointment), state].filter(Boolean).join(' · ')}</span>`;
}

/** Up and down go through a column; left and right to the appointment at the same height of another column. */
function onArrow(event: KeyboardEvent): void {
  const grid = event.currentTarget as HTMLElement;
  const from = event.composedPath()[0];
  if (!(from instanceof HTMLAnchorElement)) return;
  const columns = [...grid.querySelectorAll('.column')].map((one) => [
    ...one.querySelectorAll<HTMLAnchorElement>('.appointment'),
  ]);
  const at = columns.findIndex((links) => links.includes(from));
  const inColumn = columns[at] ?? [];
  const across = (step: number) => {
    for (let index = at + step; index >= 0 && index < columns.length; index += step) {
      const links = columns[index] ?? [];
      const top = (link: Element) => link.getBoundingClientRect().top;
      const [nearest] = [...links].sort(
        (a, b) => Math.abs(top(a) - top(from)) - Math.abs(top(b) - top(from)),
      );
      if (nearest) return nearest;
    }
    return undefined;
  };
  const ways: Partial<Record<string, () => HTMLAnchorElement | undefined>> = {
    ArrowDown: () => inColumn[inColumn.indexOf(from) + 1],
    ArrowUp: () => inColumn[inColumn.indexOf(from) - 1],
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
  };
  const to = ways[event.key]?.();
  if (!to) return;
  event.preventDefault();
  to.focus();
}
