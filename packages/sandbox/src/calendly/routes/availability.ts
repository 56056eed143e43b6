import type { Hono } from 'hono';
import type { CalendlyEnv } from '../http/access.ts';
import { windowFrom } from '../http/parameters.ts';
import { notFound } from '../http/refusal.ts';
import { idFrom } from '../http/uris.ts';
import { stamp, type Wire } from '../http/wire.ts';
import type { User } from '../model.ts';
import { bufferedSpan, freeStarts } from '../scheduling/availability.ts';
import { otherEvents } from '../scheduling/working-time.ts';
import type { CalendlyState } from '../vendor-state.ts';
import { userFor } from './users.ts';

const maxAvailableDays = 31;
const maxBusyDays = 7;

/** When people are free, and when not. These lists have no pagination. */
export function availabilityRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  app.get('/event_type_available_times', (context) => {
    const query = new URL(context.req.url).searchParams;
    const now = state.now();
    const typeId = idFrom(query.get('event_type'), 'event_types', 'event_type');
    const { from, to } = windowFrom(query, now, maxAvailableDays);
    const type = state.model.eventTypes.get(typeId);
    if (!type) throw notFound();
    userFor(state, context.get('user'), type.userId);
    const page = state.wires.schedulingUrl(type);
    return context.json({
      collection: freeStarts(state.model, type, now, from, to).map(({ start, inviteesRemaining }) => {
        const short = start.toISOString().replace('.000Z', 'Z');
        return {
          status: 'available',
          invitees_remaining: inviteesRemaining,
          start_time: stamp(start),
          scheduling_url: `${page}/${short}?month=${short.slice(0, 7)}&date=${short.slice(0, 10)}`,
        };
      }),
    });
  });

  app.get('/user_busy_times', (context) => {
    const query = new URL(context.req.url).searchParams;
    const userId = idFrom(query.get('user'), 'users', 'user');
    const { from, to } = windowFrom(query, state.now(), maxBusyDays);
    const user = userFor(state, context.get('user'), userId);
    return context.json({ collection: busyTimes(state, user, from, to) });
  });
}

function busyTimes(state: CalendlyState, user: User, from: Date, to: Date): Wire[] {
  const booked = [...state.model.events.values()]
    .filter(
      (event) => event.userId === user.id && !event.cancellation && event.end > from && event.start < to,
    )
    .map((event) => {
      const buffered = bufferedSpan(event);
      return {
        type: 'calendly',
        start_time: stamp(event.start),
        end_time: stamp(event.end),
        buffered_start_time: stamp(buffered.start),
        buffered_end_time: stamp(buffered.end),
        event: { uri: state.uris.event(event.id) },
      };
    });
  const others = otherEvents(user, from, to).map(({ start, end }) => ({
    type: 'external',
    start_time: stamp(start),
    end_time: stamp(end),
  }));
  return [...booked, ...others].toSorted((a, b) => a.start_time.localeCompare(b.start_time));
}
