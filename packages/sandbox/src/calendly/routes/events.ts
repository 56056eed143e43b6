import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { CalendlyEnv } from '../http/access.ts';
import { paged } from '../http/paging.ts';
import { objectFrom, optionalInstant, sorted } from '../http/parameters.ts';
import { denied, invalid, notFound } from '../http/refusal.ts';
import { idFrom, inviteeIdFrom } from '../http/uris.ts';
import { stamp } from '../http/wire.ts';
import { type Invitee, inviteesOf, type ScheduledEvent, type User } from '../model.ts';
import { cancelEvent } from '../scheduling/cancel-event.ts';
import { announceInvitee, type CalendlyState } from '../vendor-state.ts';
import { organizationFor } from './users.ts';

const longestReason = 10_000;

/** Scheduled events, their invitees, cancelling, and no-shows. */
export function eventRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  app.get('/scheduled_events', (context) => {
    const query = new URL(context.req.url).searchParams;
    const found = sorted(
      eventsFor(state, context.get('user'), query),
      query.get('sort') ?? 'start_time:asc',
      {
        start_time: ({ start }) => start.getTime(),
      },
    );
    const wires = found.map((event) => state.wires.event(event));
    return context.json(paged(wires, query, state.uris.path('/scheduled_events')));
  });

  app.get('/scheduled_events/:id', (context) => {
    const event = eventFor(state, context.get('user'), context.req.param('id'), 'view');
    return context.json({ resource: state.wires.event(event) });
  });

  app.get('/scheduled_events/:id/invitees', (context) => {
    const event = eventFor(state, context.get('user'), context.req.param('id'), 'view');
    const query = new URL(context.req.url).searchParams;
    const status = statusFrom(query);
    const email = query.get('email')?.toLowerCase();
    const rows = inviteesOf(state.model, event.id).filter(
      (invitee) =>
        (status === null || (invitee.cancellation !== null) === (status === 'canceled')) &&
        (email === undefined || invitee.email.toLowerCase() === email),
    );
    const wires = sorted(rows, query.get('sort') ?? 'created_at:asc', {
      created_at: ({ createdAt }) => createdAt.getTime(),
    }).map((invitee) => state.wires.invitee(invitee));
    return context.json(paged(wires, query, `${state.uris.event(event.id)}/invitees`));
  });

  app.get('/scheduled_events/:id/invitees/:invitee', (context) => {
    const event = eventFor(state, context.get('user'), context.req.param('id'), 'view');
    const invitee = state.model.invitees.get(context.req.param('invitee'));
    if (invitee?.eventId !== event.id) throw notFound();
    return context.json({ resource: state.wires.invitee(invitee) });
  });

  app.post('/scheduled_events/:id/cancellation', async (context) => {
    const caller = context.get('user');
    const event = eventFor(state, caller, context.req.param('id'), 'cancel');
    const { reason = null } = await objectFrom(context.req.raw);
    if (reason !== null && (typeof reason !== 'string' || reason.length > longestReason)) {
      throw invalid({ parameter: 'reason', message: 'must be a string of at most 10000 characters' });
    }
    if (event.cancellation) throw denied('Event is already canceled');
    if (event.start <= state.now()) throw denied('Event in the past');
    const cancellation = cancelEvent(state, event, {
      by: caller.name,
      reason,
      type: 'host',
      at: state.now(),
    });
    return context.json({ resource: state.wires.cancellation(cancellation) }, 201);
  });

  noShowRoutes(app, state);
}

function noShowRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  app.post('/invitee_no_shows', async (context) => {
    const body = await objectFrom(context.req.raw);
    const invitee = state.model.invitees.get(inviteeIdFrom(body.invitee, 'invitee'));
    if (!invitee) throw notFound();
    if (invitee.noShow) throw invalid({ parameter: 'invitee', message: 'is already marked as a no-show' });
    invitee.noShow = { id: randomUUID(), at: state.now() };
    invitee.updatedAt = state.now();
    announceInvitee(state, 'invitee_no_show.created', invitee);
    return context.json({ resource: noShowWire(state, invitee, invitee.noShow) }, 201);
  });

  app.get('/invitee_no_shows/:id', (context) => {
    const { invitee, noShow } = noShowBy(state, context.req.param('id'));
    return context.json({ resource: noShowWire(state, invitee, noShow) });
  });

  app.delete('/invitee_no_shows/:id', (context) => {
    const { invitee } = noShowBy(state, context.req.param('id'));
    invitee.noShow = null;
    invitee.updatedAt = state.now();
    announceInvitee(state, 'invitee_no_show.deleted', invitee);
    return context.body(null, 204);
  });
}

function eventsFor(state: CalendlyState, caller: User, query: URLSearchParams): ScheduledEvent[] {
  const userId = query.get('user') === null ? null : idFrom(query.get('user'), 'users', 'user');
  const email = query.get('invitee_email')?.toLowerCase();
  const status = statusFrom(query);
  const min = optionalInstant(query.get('min_start_time'), 'min_start_time');
  const max = optionalInstant(query.get('max_start_time'), 'max_start_time');
  mayList(state, caller, userId, query.get('organization'));
  return [...state.model.events.values()].filter(
    (event) =>
      (userId === null || event.userId === userId) &&
      (status === null || (event.cancellation !== null) === (status === 'canceled')) &&
      (min === null || event.start >= min) &&
      (max === null || event.start <= max) &&
      (email === undefined ||
        inviteesOf(state.model, event.id).some((invitee) => invitee.email.toLowerCase() === email)),
  );
}

/** A user may list their own events by `user` alone. Events of another user, or of all users, need `organization`. */
function mayList(
  state: CalendlyState,
  caller: User,
  userId: string | null,
  organization: string | null,
): void {
  if (userId === caller.id && organization === null) return;
  if (userId !== null && organization === null) {
    throw denied(
      'Please also specify organization when requesting events for a user within your organization.',
    );
  }
  if (userId !== null && !state.model.users.has(userId))
    throw denied('This user is not in your organization');
  organizationFor(state, caller, organization);
}

function eventFor(state: CalendlyState, caller: User, id: string, act: 'view' | 'cancel'): ScheduledEvent {
  const event = state.model.events.get(id);
  if (!event) throw notFound();
  if (event.userId !== caller.id && !caller.owner) throw denied(`You are not allowed to ${act} this event`);
  return event;
}

function statusFrom(query: URLSearchParams): 'active' | 'canceled' | null {
  const status = query.get('status');
  if (status === null || status === 'active' || status === 'canceled') return status;
  throw invalid({ parameter: 'status', message: 'must be active or canceled' });
}

function noShowBy(state: CalendlyState, id: string): { invitee: Invitee; noShow: { id: string; at: Date } } {
  const invitee = [...state.model.invitees.values()].find(({ noShow }) => noShow?.id === id);
  if (!invitee?.noShow) throw notFound();
  return { invitee, noShow: invitee.noShow };
}

function noShowWire(state: CalendlyState, invitee: Invitee, noShow: { id: string; at: Date }) {
  return {
    uri: state.uris.noShow(noShow.id),
    invitee: state.uris.invitee(invitee.eventId, invitee.id),
    created_at: stamp(noShow.at),
  };
}
