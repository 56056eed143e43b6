import type { StaffToday } from '@botaniqal/shared/contracts/staff/today.ts';
import { bookedForWords } from '@botaniqal/shared/people/booked-for.ts';
import { addDays, dayOf, daysBetween } from '@botaniqal/shared/time/zone.ts';
import { dayShort } from '@botaniqal/widgets/copy/dates.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { clock, locale } from '../../words/moments.ts';
import { stateOf } from './appointment-words.ts';
import { type ShowAppointment, unreadWords } from './show-appointment.ts';

/** Everybody's week: a row for each day, a column for each practitioner. */
export function weekTable(today: StaffToday, now: number, show: ShowAppointment): TemplateResult {
  const { from, to, timeZone, appointments } = today;
  const practitioners = today.practitioners.filter(
    ({ id, freeTimes, unread }) =>
      freeTimes !== 0 ||
      unread.length > 0 ||
      appointments.some(({ practitionerId }) => practitionerId === id),
  );
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  const cells = new Map<string, StaffToday['appointments']>();
  for (const one of appointments) {
    const key = `${dayOf(one.start, timeZone)} ${one.practitionerId}`;
    cells.set(key, [...(cells.get(key) ?? []), one]);
  }
  const thisDay = dayOf(new Date(now), timeZone);
  return html`<div class="wide" role="region" aria-label="Appointments of the week" tabindex="0">
    <table class="week">
      <caption class="spoken">Appointments of the week: a row for each day, a column for each practitioner</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          ${practitioners.map((one) => {
            const unread = unreadWords(one);
            return html`<th scope="col">
              ${one.name}${unread ? html`<br /><span class="warns">${unread}</span>` : nothing}
            </th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${days.map(
          (day) => html`<tr class=${day === thisDay ? 'this-day' : ''}>
            <th scope="row">${dayShort(day, locale)}${day === thisDay ? html`<br />Today` : nothing}</th>
            ${practitioners.map(({ id }) => html`<td>${cell(cells.get(`${day} ${id}`) ?? [], timeZone, show)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(
  appointments: StaffToday['appointments'],
  timeZone: string,
  show: ShowAppointment,
): TemplateResult | typeof nothing {
  if (appointments.length === 0) return nothing;
  return html`<ol>
    ${appointments.map((one) => {
      const { tone, words } = stateOf(one, timeZone);
      return html`<li>
        <a
          class="appointment ${tone}"
          href=${show.address(one)}
          data-booking=${one.bookingId}
          aria-current=${show.isOpen(one) ? 'true' : nothing}
          ><b>${clock(one.start, timeZone)} ${bookedForWords(one.patientName, one.contactPerson)}</b
          ><span>${[show.visit(one), words].filter(Boolean).join(' · ')}</span></a
        >
      </li>`;
    })}
  </ol>`;
}
