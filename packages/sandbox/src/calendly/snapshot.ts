import type { CalendlyState } from './vendor-state.ts';

/** All that Calendly holds, in its own shapes; for tests. */
export function calendlySnapshot(state: CalendlyState) {
  const { model, wires } = state;
  return {
    users: [...model.users.values()].map((user) => wires.user(user)),
    eventTypes: [...model.eventTypes.values()].map((type) => wires.eventType(type)),
    events: [...model.events.values()].map((event) => wires.event(event)),
    invitees: [...model.invitees.values()].map((invitee) => wires.invitee(invitee)),
    subscriptions: [...model.subscriptions.values()].map((subscription) => wires.subscription(subscription)),
    deliveries: state.deliveries
      .list()
      .map(({ body, ...delivery }) => ({ ...delivery, body: JSON.parse(body) })),
    settings: state.settings,
    limits: state.limits,
  };
}
