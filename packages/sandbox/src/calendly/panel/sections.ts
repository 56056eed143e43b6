import { html } from 'hono/html';
import { badge, shortTime, table } from '../../panel/parts.ts';
import type { Html, PanelView, Section } from '../../panel/section.ts';
import type { Invitee } from '../model.ts';
import type { CalendlyState } from '../vendor-state.ts';
import type { Delivery } from '../webhooks/deliveries.ts';
import { weekOfAll } from './week.ts';

export function calendlySections(state: CalendlyState, view: PanelView): Section[] {
  const invitees = [...state.model.invitees.values()].toReversed();
  const deliveries = state.deliveries.list().toReversed();
  return [
    { id: 'calendars', title: 'Calendars', count: null, body: weekOfAll(state, view) },
    {
      id: 'bookings',
      title: 'Bookings',
      count: invitees.length,
      body: bookings(state, view, invitees),
    },
    { id: 'webhooks', title: 'Webhooks', count: deliveries.length, body: webhooks(state, view, deliveries) },
  ];
}

function bookings(state: CalendlyState, view: PanelView, invitees: readonly Invitee[]): Html {
  const event = ({ eventId }: Invitee) => state.model.events.get(eventId);
  return table(
    invitees,
    [
      {
        title: 'Time',
        cell: (invitee) => shortTime(event(invitee)?.start ?? invitee.createdAt, view.timeZone),
        narrow: true,
      },
      { title: 'Who', cell: ({ name, email }) => html`${name}<br><span class="quiet">${email}</span>` },
      {
        title: 'What',
        cell: (invitee) => {
          const booked = event(invitee);
          return html`${booked?.name ?? ''}<br><span class="quiet">${state.model.users.get(booked?.userId ?? '')?.name ?? ''}</span>`;
        },
      },
      {
        title: 'Answers',
        cell: ({ answers }) =>
          html`${answers.map(({ question, answer }) => html`<span class="quiet">${question}</span> ${answer}<br>`)}`,
      },
      {
        title: 'Our id, campaign',
        cell: ({ tracking }) =>
          html`<code>${tracking.salesforce_uuid ?? '–'}</code><br><span class="quiet">${[tracking.utm_source, tracking.utm_campaign].filter(Boolean).join(', ')}</span>`,
      },
      {
        title: 'Status',
        cell: ({ cancellation, noShow }) =>
          cancellation
            ? badge('cancelled', 'quiet')
            : noShow
              ? badge('no-show', 'warn')
              : badge('active', 'good'),
        narrow: true,
      },
    ],
    'Nothing is booked yet.',
  );
}

function webhooks(state: CalendlyState, view: PanelView, deliveries: readonly Delivery[]): Html {
  const subscriptions = [...state.model.subscriptions.values()];
  return html`${table(
    subscriptions,
    [
      { title: 'Subscription', cell: ({ url }) => html`<code>${url}</code>` },
      { title: 'Events', cell: ({ events }) => events.join(', ') },
      { title: 'Signed', cell: ({ signingKey }) => (signingKey === null ? 'no' : 'yes'), narrow: true },
      {
        title: 'State',
        cell: ({ state, retryStartedAt }) =>
          state === 'disabled'
            ? badge('disabled', 'bad')
            : retryStartedAt
              ? badge('retrying', 'warn')
              : badge('active', 'good'),
        narrow: true,
      },
    ],
    'There are no webhook subscriptions.',
  )}
  ${
    deliveries.length === 0
      ? ''
      : table(
          deliveries,
          [
            { title: 'At', cell: ({ createdAt }) => shortTime(createdAt, view.timeZone), narrow: true },
            { title: 'Event', cell: ({ event }) => event, narrow: true },
            { title: 'To', cell: ({ url }) => html`<code>${url}</code>` },
            {
              title: 'Answer',
              cell: ({ state, lastStatus, lastError, attempts }) =>
                html`${badge(state.replace('_', ' '), state === 'delivered' ? 'good' : state === 'waiting' ? 'warn' : 'bad')} ${lastStatus ?? lastError ?? ''}${attempts > 1 ? ` after ${attempts} tries` : ''}`,
            },
          ],
          '',
        )
  }`;
}
