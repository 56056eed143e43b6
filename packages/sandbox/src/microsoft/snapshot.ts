import { eventWire, subscriptionWire, wholeEvent } from './http/wire.ts';
import type { MicrosoftState } from './vendor-state.ts';

const plain = {
  hasImmutableIds: true,
  timeZone: 'UTC',
  iana: 'UTC',
  bodyContentType: 'html',
  maxPageSize: null,
  applied: [],
} as const;

/** All that Microsoft holds, in its own shapes; ids are immutable ids, times are UTC. For tests. */
export function microsoftSnapshot(state: MicrosoftState) {
  const { model, registration } = state;
  const everyProperty = new Set<string>();
  return {
    accounts: [...model.accounts.values()],
    mailboxes: [...model.mailboxes.values()].map((mailbox) => ({
      ...mailbox,
      events: [...model.events.values()]
        .filter(({ mailboxId }) => mailboxId === mailbox.id)
        .map((event) => eventWire(wholeEvent(event), mailbox, { ...plain, applied: [] }, everyProperty)),
    })),
    subscriptions: [...model.subscriptions.values()].map((one) =>
      subscriptionWire(one, registration.clientId),
    ),
    deliveries: state.notifications.list(),
    settings: state.settings,
    limits: state.limits,
  };
}
