import type { Hono } from 'hono';
import type { CalendlyEnv } from '../http/access.ts';
import { paged } from '../http/paging.ts';
import { booleanFrom, sorted } from '../http/parameters.ts';
import { denied, invalid, notFound } from '../http/refusal.ts';
import { idFrom } from '../http/uris.ts';
import type { EventType, User } from '../model.ts';
import type { CalendlyState } from '../vendor-state.ts';

/** Users, their schedules and their event types. */
export function userRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  app.get('/users/:id', (context) => {
    const id = context.req.param('id');
    const user = id === 'me' ? context.get('user') : state.model.users.get(id);
    if (!user) throw notFound();
    return context.json({ resource: state.wires.user(user) });
  });

  app.get('/user_availability_schedules', (context) => {
    const id = idFrom(context.req.query('user'), 'users', 'user');
    const user = userFor(state, context.get('user'), id);
    return context.json({ collection: [state.wires.schedule(user)] });
  });

  app.get('/user_availability_schedules/:id', (context) => {
    const user = [...state.model.users.values()].find(
      ({ schedule }) => schedule.id === context.req.param('id'),
    );
    if (!user) throw notFound();
    return context.json({ resource: state.wires.schedule(userFor(state, context.get('user'), user.id)) });
  });

  app.get('/event_types', (context) => {
    const query = new URL(context.req.url).searchParams;
    const types = sorted(eventTypesFor(state, context.get('user'), query), query.get('sort') ?? 'name:asc', {
      name: ({ name }) => name,
      position: ({ position }) => position,
      created_at: ({ createdAt }) => createdAt.getTime(),
      updated_at: ({ createdAt }) => createdAt.getTime(),
    });
    const wires = types.map((type) => state.wires.eventType(type));
    return context.json(paged(wires, query, state.uris.path('/event_types')));
  });

  app.get('/event_types/:id', (context) => {
    const type = state.model.eventTypes.get(context.req.param('id'));
    if (!type) throw notFound();
    return context.json({ resource: state.wires.eventType(type) });
  });
}

/** The user of this id. Users may ask about themselves; the organization's owner may ask about all. @throws Refusal (403) */
export function userFor(state: CalendlyState, caller: User, id: string): User {
  const user = state.model.users.get(id);
  if (!user) throw denied('This user is not in your organization');
  if (user.id !== caller.id && !caller.owner) throw denied();
  return user;
}

function eventTypesFor(state: CalendlyState, caller: User, query: URLSearchParams): EventType[] {
  const active = booleanFrom(query.get('active'), 'active');
  const adminManaged = booleanFrom(query.get('admin_managed'), 'admin_managed');
  const owners = ownersFor(state, caller, query);
  const schedule = query.get('user_availability_schedule');
  if (schedule !== null && query.get('user') === null) {
    throw invalid({
      parameter: 'user_availability_schedule',
      message: 'can only be used together with user',
    });
  }
  const scheduleId =
    schedule && idFrom(schedule, 'user_availability_schedules', 'user_availability_schedule');
  return [...state.model.eventTypes.values()].filter((type) => {
    const owner = owners.find(({ id }) => id === type.userId);
    return (
      owner !== undefined &&
      (active === null || type.active === active) &&
      adminManaged !== true &&
      (scheduleId === null || owner.schedule.id === scheduleId)
    );
  });
}

function ownersFor(state: CalendlyState, caller: User, query: URLSearchParams): User[] {
  if (query.get('user') !== null) return [userFor(state, caller, idFrom(query.get('user'), 'users', 'user'))];
  organizationFor(state, caller, query.get('organization'));
  return [...state.model.users.values()];
}

/** @throws Refusal (400 without one, 403 when it is another's or the caller may not see all of it) */
export function organizationFor(state: CalendlyState, caller: User, uri: string | null): void {
  if (uri === null) throw invalid({ parameter: 'user', message: 'user or organization is required' });
  if (idFrom(uri, 'organizations', 'organization') !== state.model.organizationId || !caller.owner)
    throw denied();
}
