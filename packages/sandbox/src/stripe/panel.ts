import { html } from 'hono/html';
import { badge, shortTime, type Tone, table } from '../panel/parts.ts';
import type { PanelView, Section } from '../panel/section.ts';
import type { EventRecord, Intent, IntentStatus } from './model.ts';
import { refundsOf } from './model.ts';
import type { StripeState } from './vendor-state.ts';

/** What a person sees of the payments: each with its booking, its state, and whether its webhooks arrived. */
export function stripeSections(state: StripeState, view: PanelView): Section[] {
  const intents = [...state.model.intents.values()].toReversed();
  const { delivery, webhookUrl } = state.settings;
  const payments = table(
    intents,
    [
      { title: 'Made', cell: ({ created }) => shortTime(created, view.timeZone), narrow: true },
      {
        title: 'Payment',
        cell: ({ id, metadata }) =>
          html`<code>${id}</code><br><span class="quiet">${metadata.booking_id ?? 'no booking'}</span>`,
      },
      { title: 'Amount', cell: ({ amount, currency }) => money(amount, currency), narrow: true },
      { title: 'Card', cell: (intent) => cardOf(state, intent), narrow: true },
      {
        title: 'State',
        cell: ({ status, lastError }) =>
          html`${badge(words[status].text, words[status].tone)}${
            lastError ? html`<br><span class="quiet">${lastError.declineCode ?? lastError.code}</span>` : ''
          }`,
        narrow: true,
      },
      {
        title: 'Taken',
        cell: ({ amountReceived, currency }) =>
          amountReceived === 0 ? '–' : money(amountReceived, currency),
        narrow: true,
      },
      { title: 'Refunded', cell: (intent) => refundedOf(state, intent), narrow: true },
      { title: 'Webhooks', cell: (intent) => arrivalsOf(state, intent), narrow: true },
    ],
    'No payment yet.',
  );
  return [
    {
      id: 'payments',
      title: 'Payments',
      count: intents.length,
      body: html`${payments}<p class="quiet">Webhooks go to ${webhookUrl ?? 'no address'}${
        delivery === 'normal' ? '' : html`, ${delivery.replaceAll('_', ' ')}`
      }.</p>`,
    },
  ];
}

const words: Readonly<Record<IntentStatus, { text: string; tone: Tone }>> = {
  requires_payment_method: { text: 'waits for a card', tone: 'quiet' },
  requires_confirmation: { text: 'waits to be confirmed', tone: 'quiet' },
  requires_action: { text: 'waits for the second step', tone: 'warn' },
  processing: { text: 'with the bank', tone: 'warn' },
  requires_capture: { text: 'authorised', tone: 'warn' },
  succeeded: { text: 'captured', tone: 'good' },
  canceled: { text: 'cancelled', tone: 'quiet' },
};

function cardOf({ model }: StripeState, { latestChargeId, paymentMethodId }: Intent): string {
  const charge = model.charges.get(latestChargeId ?? '');
  const method = model.paymentMethods.get(charge?.paymentMethodId ?? paymentMethodId ?? '');
  return method ? `${method.card.brand} ${method.card.number.slice(-4)}` : '–';
}

function refundedOf({ model }: StripeState, intent: Intent): string {
  const given = refundsOf(model, intent.id).filter(({ status }) => status !== 'failed');
  const cents = given.reduce((total, { amount }) => total + amount, 0);
  return cents === 0 ? '–' : money(cents, intent.currency);
}

function arrivalsOf({ model }: StripeState, { id }: Intent): string {
  const events = model.events.filter(({ object }) => belongsTo(object, id));
  return `${events.filter(hasArrived).length} of ${events.length}`;
}

function hasArrived({ deliveries }: EventRecord): boolean {
  return deliveries.some(({ status }) => status !== null && status >= 200 && status < 300);
}

function belongsTo(object: unknown, intentId: string): boolean {
  if (typeof object !== 'object' || object === null) return false;
  return (
    ('id' in object && object.id === intentId) ||
    ('payment_intent' in object && object.payment_intent === intentId)
  );
}

function money(cents: number, currency: string): string {
  return `${(cents / 100).toFixed(2)} ${currency.toUpperCase()}`;
}
