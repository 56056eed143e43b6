import { html } from 'hono/html';
import { longDay, mondayOf, shortDay } from '../../panel/days.ts';
import { clockTime, shortTime, table } from '../../panel/parts.ts';
import type { Html, PanelView } from '../../panel/section.ts';
import { instantAt } from '../../time/wall-clock.ts';
import { dayAfter, dayIn } from '../../time/zone.ts';
import { type Occurrence, occurrencesOf } from '../calendar/recurrence.ts';
import { type Mailbox, type ShowAs, showAsValues } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';

const statusWords: Record<ShowAs, string> = {
  busy: 'busy',
  tentative: 'tentative',
  oof: 'away',
  workingElsewhere: 'working elsewhere',
  free: 'free',
  unknown: 'unknown',
};

/** A week of all mailboxes, a form that puts an event into one, and the week's events to move or delete. */
export function mailboxWeek(state: MicrosoftState, view: PanelView): Html {
  const monday = mondayOf(view.query.get('week') ?? dayIn(view.timeZone, view.now));
  const days = Array.from({ length: 7 }, (_, index) => dayAfter(monday, index));
  const mailboxes = [...state.model.mailboxes.values()];
  const week = {
    start: instantAt(monday, '00:00', view.timeZone),
    end: instantAt(dayAfter(monday, 7), '00:00', view.timeZone),
  };
  const occurrences = (mailbox: Mailbox) =>
    [...state.model.events.values()]
      .filter(({ mailboxId }) => mailboxId === mailbox.id)
      .flatMap((event) => occurrencesOf(event, mailbox.timeZone, week))
      .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const rows = mailboxes
    .flatMap((mailbox) => occurrences(mailbox).map((occurrence) => ({ mailbox, occurrence })))
    .toSorted((a, b) => a.occurrence.start.getTime() - b.occurrence.start.getTime());
  return html`<div class="weekbar">
    <div class="buttons">
      <a class="button" href="/?week=${dayAfter(monday, -7)}#microsoft">Previous week</a>
      <a class="button" href="/?week=${dayIn(view.timeZone, view.now)}#microsoft">This week</a>
      <a class="button" href="/?week=${dayAfter(monday, 7)}#microsoft">Next week</a>
    </div>
    <h3>${longDay(monday)} to ${longDay(dayAfter(monday, 6))}</h3>
  </div>
  ${addForm(mailboxes, view)}
  ${mailboxes.map(
    (mailbox) => html`<div class="person">
      <div><h3>${mailbox.name}</h3><p class="quiet address">${mailbox.address}</p></div>
      ${days.map((day) => dayCell(view, day, occurrences(mailbox)))}
    </div>`,
  )}
  ${rows.length === 0 ? html`<p class="none">No mailbox has an event in this week.</p>` : eventTable(rows, view)}`;
}

function dayCell(view: PanelView, day: string, occurrences: readonly Occurrence[]): Html {
  const ofDay = occurrences.filter(({ start }) => dayIn(view.timeZone, start) === day);
  const classes = ['day', ofDay.length > 0 ? 'busy' : 'off'];
  if (day === dayIn(view.timeZone, view.now)) classes.push('today');
  return html`<div class="${classes.join(' ')}">
    <p class="date"><span>${shortDay(day)}</span></p>
    <ul class="bookings">${ofDay.map(
      ({ event, start, end }) =>
        html`<li><strong>${event.isAllDay ? 'all day' : `${clockTime(start, view.timeZone)} to ${clockTime(end, view.timeZone)}`}</strong>${event.subject || 'No subject'}<br>${statusWords[event.showAs]}</li>`,
    )}</ul>
  </div>`;
}

function addForm(mailboxes: readonly Mailbox[], view: PanelView): Html {
  return html`<details id="add-event"><summary>Put an event into a calendar</summary>
    <form method="post" action="/panel/microsoft/acts/add_event" class="fields">
      <label>Mailbox <select name="mailbox">${mailboxes.map(({ address, name }) => html`<option value="${address}">${name}</option>`)}</select></label>
      <label>Subject <input name="subject" value="Dentist" required></label>
      ${timeFields(dayIn(view.timeZone, view.now), '09:00', 30)}
      <label>Shown as <select name="showAs">${showAsValues.filter((value) => value !== 'unknown').map((value) => html`<option value="${value}" ${value === 'busy' ? 'selected' : ''}>${statusWords[value]}</option>`)}</select></label>
      <button class="primary">Add</button>
    </form>
  </details>`;
}

function timeFields(day: string, clock: string, minutes: number): Html {
  return html`<label>Day <input type="date" name="day" value="${day}" required></label>
    <label>Time <input type="time" name="time" value="${clock}" required></label>
    <label>Minutes <input type="number" name="minutes" value="${minutes}" min="1" max="10080" required></label>`;
}

interface Row {
  mailbox: Mailbox;
  occurrence: Occurrence;
}

function eventTable(rows: readonly Row[], view: PanelView): Html {
  return table(
    rows,
    [
      { title: 'Time', cell: ({ occurrence }) => shortTime(occurrence.start, view.timeZone), narrow: true },
      { title: 'Mailbox', cell: ({ mailbox }) => mailbox.name },
      { title: 'Subject', cell: ({ occurrence }) => occurrence.event.subject || 'No subject' },
      { title: 'Move', cell: (row) => moveForm(row, view) },
      {
        title: 'Delete',
        cell: ({ mailbox, occurrence: { event } }) =>
          html`<form method="post" action="/panel/microsoft/acts/remove_event">
            <input type="hidden" name="mailbox" value="${mailbox.address}">
            <button class="danger" name="event" value="${event.id}" aria-label="Delete ${event.subject}">${event.recurrence ? 'Delete the series' : 'Delete'}</button>
          </form>`,
      },
    ],
    '',
  );
}

function moveForm({ mailbox, occurrence: { event, start, end } }: Row, view: PanelView): Html | string {
  if (event.recurrence) return 'A series is moved by its owner.';
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: view.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(start);
  const minutes = Math.round((end.getTime() - start.getTime()) / 60_000);
  return html`<details id="move-${event.id}"><summary aria-label="Move ${event.subject}">Move</summary>
    <form method="post" action="/panel/microsoft/acts/move_event" class="fields">
      <input type="hidden" name="mailbox" value="${mailbox.address}">
      <input type="hidden" name="event" value="${event.id}">
      ${timeFields(dayIn(view.timeZone, start), clock, minutes)}
      <button class="primary">Move</button>
    </form>
  </details>`;
}
