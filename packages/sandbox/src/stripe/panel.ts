import { html } from 'hono/html';
import type { Section } from '../panel/section.ts';
import type { World } from './world.ts';

/** What a person sees of the payments: each with its booking, its state, and whether its events arrived. */
export function stripeSections(world: World): Section[] {
  const { model } = world;
  const intents = [...model.intents.values()].reverse();
  const rows = intents.map((intent) => {
    const charge = model.charges.get(intent.latestChargeId ?? '');
    const method = model.paymentMethods.get(charge?.paymentMethodId ?? '');
    const refunded = [...model.refunds.values()]
      .filter(({ intentId, status }) => intentId === intent.id && status !== 'failed')
      .reduce((total, { amount }) => total + amount, 0);
    const events = model.events.filter(({ object }) => belongsTo(object, intent.id));
    const arrived = events.filter(({ deliveries }) =>
      deliveries.some(({ status }) => status !== null && status < 300),
    );
    return html`<tr>
      <td><code>${intent.id}</code></td>
      <td>${intent.metadata.booking_id ?? '–'}</td>
      <td>${money(intent.amount, intent.currency)}</td>
      <td>${method ? `${method.card.brand} ${method.card.number.slice(-4)}` : '–'}</td>
      <td>${words[intent.status]}${intent.lastError ? ` (${intent.lastError.declineCode ?? intent.lastError.code})` : ''}</td>
      <td>${money(intent.amountReceived, intent.currency)}</td>
      <td>${refunded === 0 ? '–' : money(refunded, intent.currency)}</td>
      <td>${arrived.length} of ${events.length}</td>
    </tr>`;
  });
  const head = ['Payment', 'Booking', 'Amount', 'Card', 'State', 'Taken', 'Refunded', 'Webhooks'];
  return [
    {
      id: 'stripe-payments',
      title: 'Payments',
      count: intents.length,
      body: html`${
        rows.length === 0
          ? html`<p>No payment yet.</p>`
          : html`<table>
              <thead>
                <tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
              </thead>
              <tbody>${rows}</tbody>
            </table>`
      }
        <p>
          Webhooks go to ${world.settings.webhookUrl ?? 'nowhere'}, ${world.settings.delivery.replaceAll('_', ' ')}.
        </p>`,
    },
  ];
}

const words = {
  requires_payment_method: 'Waits for a card',
  requires_confirmation: 'Waits to be confirmed',
  requires_action: 'Waits for the second step',
  processing: 'At work',
  requires_capture: 'Authorised',
  succeeded: 'Captured',
  canceled: 'Cancelled',
} as const;

function money(cents: number, currency: string): string {
  return `${(cents / 100).toFixed(2)} ${currency.toUpperCase()}`;
}

function belongsTo(object: unknown, intentId: string): boolean {
  if (typeof object !== 'object' || object === null) return false;
  return (
    ('id' in object && object.id === intentId) ||
    ('payment_intent' in object && object.payment_intent === intentId)
  );
}
