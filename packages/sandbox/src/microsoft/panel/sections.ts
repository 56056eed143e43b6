import { html } from 'hono/html';
import { badge, shortTime, type Tone, table } from '../../panel/parts.ts';
import type { Html, PanelView, Section } from '../../panel/section.ts';
import type { Subscription } from '../model.ts';
import type { Delivery } from '../subscriptions/notifications.ts';
import type { MicrosoftState } from '../vendor-state.ts';
import { mailboxWeek } from './mailbox-week.ts';

const notificationsShown = 60;

/** The mailboxes' week, the subscriptions to them, and the notifications with their answers. */
export function microsoftSections(state: MicrosoftState, view: PanelView): Section[] {
  return [
    {
      id: 'microsoft',
      title: 'Mailboxes',
      count: state.model.events.size,
      body: mailboxWeek(state, view),
    },
    {
      id: 'subscriptions',
      title: 'Mailbox subscriptions',
      count: state.model.subscriptions.size,
      body: html`${subscriptions(state, view)}${notifications(state, view)}`,
    },
  ];
}

function subscriptions({ model }: MicrosoftState, view: PanelView): Html {
  const button = (act: string, { id }: Subscription, words: string, tone = '') =>
    html`<form method="post" action="/panel/microsoft/acts/${act}"><button class="${tone}" name="subscription" value="${id}">${words}</button></form>`;
  return table(
    [...model.subscriptions.values()],
    [
      { title: 'Mailbox', cell: ({ mailboxId }) => model.mailboxes.get(mailboxId)?.name ?? mailboxId },
      {
        title: 'To',
        cell: ({ notificationUrl, changeTypes }) =>
          html`<code>${notificationUrl}</code><br><span class="quiet">${changeTypes.join(', ')}</span>`,
      },
      { title: 'Ends', cell: ({ expiresAt }) => shortTime(expiresAt, view.timeZone), narrow: true },
      {
        title: 'Do',
        cell: (one) => html`<span class="buttons">
          ${button('drop_subscription', one, 'Lose this subscription', 'danger')}
          ${button('remove_subscription', one, 'Remove it and say so')}
          ${button('send_missed', one, 'Send missed')}
          ${button('send_reauthorization', one, 'Ask to reauthorise')}
        </span>`,
      },
    ],
    'There are no subscriptions to mailboxes.',
  );
}

const tones: Record<Delivery['state'], Tone> = {
  waiting: 'warn',
  delivered: 'good',
  given_up: 'bad',
  missed: 'bad',
  dropped: 'bad',
};

function notifications(state: MicrosoftState, view: PanelView): Html {
  const nameOf = (subscriptionId: string) => {
    const { mailboxId } = state.model.subscriptions.get(subscriptionId) ?? {};
    return state.model.mailboxes.get(mailboxId ?? '')?.name ?? 'a subscription that is gone';
  };
  return table(
    state.notifications.list().slice(-notificationsShown).toReversed(),
    [
      { title: 'At', cell: ({ createdAt }) => shortTime(createdAt, view.timeZone), narrow: true },
      {
        title: 'What',
        cell: ({ items }) =>
          [
            ...new Set(items.map(({ changeType, lifecycleEvent }) => String(changeType ?? lifecycleEvent))),
          ].join(', '),
      },
      { title: 'Mailbox', cell: ({ subscriptionIds }) => subscriptionIds.map(nameOf).join(', ') },
      { title: 'Items', cell: ({ items }) => `${items.length}`, narrow: true },
      {
        title: 'Answer',
        cell: ({ state, lastStatus, lastError, attempts }) =>
          html`${badge(state.replace('_', ' '), tones[state])} ${lastStatus ?? lastError ?? ''}${attempts > 1 ? ` after ${attempts} tries` : ''}`,
      },
    ],
    'No notification was sent yet.',
  );
}
