import { html } from 'hono/html';
import { longDay, mondayOf, shortDay } from '../../panel/days.ts';
import { clockTime } from '../../panel/parts.ts';
import type { Html, PanelView } from '../../panel/section.ts';
import { dayAfter, dayIn } from '../../time/zone.ts';
import { inviteesOf, type ScheduledEvent, type User } from '../model.ts';
import { otherEvents, type Span, workingSpans } from '../scheduling/working-time.ts';
import type { CalendlyState } from '../vendor-state.ts';

/** A week of all practitioners: working hours, events in other calendars, and bookings. */
export function weekOfAll(state: CalendlyState, view: PanelView): Html {
  const monday = mondayOf(view.query.get('week') ?? firstDayWorthShowing(state, view));
  const days = Array.from({ length: 7 }, (_, index) => dayAfter(monday, index));
  return html`<div class="weekbar">
    <div class="buttons">
      <a class="button" href="/?week=${dayAfter(monday, -7)}#calendars">Previous week</a>
      <a class="button" href="/?week=${dayIn(view.timeZone, view.now)}#calendars">This week</a>
      <a class="button" href="/?week=${dayAfter(monday, 7)}#calendars">Next week</a>
    </div>
    <h3>${longDay(monday)} to ${longDay(dayAfter(monday, 6))}</h3>
    <ul class="legend"><li>working hours</li><li class="is-booked">booked here</li><li class="is-other">in another calendar</li></ul>
  </div>
  ${[...state.model.users.values()].map((user) => weekOf(state, view, user, days))}`;
}

/** The next booking's day, so that a fresh booking is in sight; without one, today. */
function firstDayWorthShowing(state: CalendlyState, { now, timeZone }: PanelView): string {
  const coming = [...state.model.events.values()]
    .filter(({ start, cancellation }) => start > now && cancellation === null)
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  return dayIn(timeZone, coming[0]?.start ?? now);
}

function weekOf(state: CalendlyState, view: PanelView, user: User, days: readonly string[]): Html {
  return html`<div class="person">
    <div><h3>${user.name}</h3><p class="quiet">${typesOf(state, user)}</p></div>
    ${days.map((day) => dayCell(state, view, user, day))}
  </div>`;
}

function typesOf(state: CalendlyState, user: User): string {
  const count = [...state.model.eventTypes.values()].filter(({ userId }) => userId === user.id).length;
  return `${count} event type${count === 1 ? '' : 's'}`;
}

function dayCell(state: CalendlyState, view: PanelView, user: User, day: string): Html {
  // Noon of the day in UTC is on that day in every zone of Australia; wide enough to catch all of it.
  const noon = Date.parse(`${day}T02:00:00Z`);
  const [from, to] = [new Date(noon - 43_200_000), new Date(noon + 43_200_000)];
  const onDay = ({ start }: Span) => dayIn(view.timeZone, start) === day;
  const working = workingSpans(user.schedule, from, to).filter(onDay);
  const others = otherEvents(user, from, to).filter(onDay);
  const events = [...state.model.events.values()]
    .filter((event) => event.userId === user.id && onDay(event))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const active = events.filter(({ cancellation }) => cancellation === null);
  const classes = ['day', working.length === 0 ? 'off' : '', events.length > 0 ? 'busy' : ''];
  if (day === dayIn(view.timeZone, view.now)) classes.push('today');
  return html`<div class="${classes.filter(Boolean).join(' ')}">
    <p class="date"><span>${shortDay(day)}</span></p>
    ${working.length + events.length > 0 ? hours(view.timeZone, { working, others, booked: active }) : ''}
    <ul class="bookings">${events.map((event) => booking(state, view, event))}</ul>
  </div>`;
}

function booking(state: CalendlyState, view: PanelView, event: ScheduledEvent): Html {
  const names = inviteesOf(state.model, event.id).map(({ name }) => name);
  return html`<li class="${event.cancellation ? 'canceled' : ''}"><strong>${clockTime(event.start, view.timeZone)}</strong>${names.join(', ')}<br>${event.name}</li>`;
}

const firstHour = 7;
const lastHour = 21;

/** A line from 7 am to 9 pm, one unit per minute. */
function hours(timeZone: string, spans: { working: Span[]; others: Span[]; booked: Span[] }): Html {
  const width = (lastHour - firstHour) * 60;
  const bars = (kind: string, list: readonly Span[]) =>
    list.map(({ start, end }) => {
      const left = minuteOfDay(start, timeZone) - firstHour * 60;
      return html`<rect class="${kind}" x="${left}" y="0" width="${(end.getTime() - start.getTime()) / 60_000}" height="8"/>`;
    });
  return html`<svg class="hours" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="${width}" height="8"/>${bars('work', spans.working)}${bars('other', spans.others)}${bars('booked', spans.booked)}</svg>`;
}

function minuteOfDay(instant: Date, timeZone: string): number {
  const [hour, minute] = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
    .format(instant)
    .split(':')
    .map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
