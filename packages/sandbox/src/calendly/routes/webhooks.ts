import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { CalendlyEnv } from '../http/access.ts';
import { paged } from '../http/paging.ts';
import { objectFrom, sorted } from '../http/parameters.ts';
import { type Detail, denied, invalid, notFound, Refusal } from '../http/refusal.ts';
import { idFrom } from '../http/uris.ts';
import { stamp } from '../http/wire.ts';
import type { Subscription, User, WebhookScope } from '../model.ts';
import type { CalendlyState } from '../vendor-state.ts';
import { samplePayload } from '../webhooks/sample-payload.ts';
import { userFor } from './users.ts';

const events = [
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
  ...['event_type', 'meeting_recap', 'contact'].flatMap((noun) =>
    ['created', 'updated', 'deleted'].map((verb) => `${noun}.${verb}`),
  ),
];
const scopes: readonly string[] = ['organization', 'user', 'group'] satisfies WebhookScope[];

/** Webhook subscriptions. There is no update; the signing key is never returned. */
export function webhookRoutes(app: Hono<CalendlyEnv>, state: CalendlyState): void {
  app.post('/webhook_subscriptions', async (context) => {
    const subscription = subscriptionFrom(state, context.get('user'), await objectFrom(context.req.raw));
    state.model.subscriptions.set(subscription.id, subscription);
    return context.json({ resource: state.wires.subscription(subscription) }, 201);
  });

  app.get('/webhook_subscriptions', (context) => {
    const query = new URL(context.req.url).searchParams;
    const { scope, userId } = scopeFrom(state, context.get('user'), Object.fromEntries(query));
    const rows = [...state.model.subscriptions.values()].filter(
      (subscription) => subscription.scope === scope && (userId === null || subscription.userId === userId),
    );
    const wires = sorted(rows, query.get('sort') ?? 'created_at:asc', {
      created_at: ({ createdAt }) => createdAt.getTime(),
    }).map((subscription) => state.wires.subscription(subscription));
    return context.json(paged(wires, query, state.uris.path('/webhook_subscriptions')));
  });

  app.get('/webhook_subscriptions/:id', (context) => {
    const subscription = state.model.subscriptions.get(context.req.param('id'));
    if (!subscription) throw notFound();
    return context.json({ resource: state.wires.subscription(subscription) });
  });

  app.delete('/webhook_subscriptions/:id', (context) => {
    if (!state.model.subscriptions.delete(context.req.param('id'))) throw notFound();
    return context.body(null, 204);
  });

  // The envelope of a delivery, not wrapped in `resource`.
  app.get('/sample_webhook_data', (context) => {
    const query = Object.fromEntries(new URL(context.req.url).searchParams);
    scopeFrom(state, context.get('user'), query);
    const event = query.event ?? '';
    const payload = samplePayload(state, context.get('user'), event);
    if (!payload) throw invalid({ parameter: 'event', message: 'has no sample' });
    const created_by = state.uris.user(context.get('user').id);
    return context.json({ created_at: stamp(state.now()), created_by, event, payload });
  });
}

function subscriptionFrom(state: CalendlyState, creator: User, body: Record<string, unknown>): Subscription {
  const faults: Detail[] = [];
  const { url, signing_key: key = null } = body;
  const wanted = Array.isArray(body.events) ? body.events : [];
  if (typeof url !== 'string' || !URL.canParse(url))
    faults.push({ parameter: 'url', message: 'must be a valid URL' });
  if (wanted.length === 0) faults.push({ parameter: 'events', message: 'is missing' });
  else if (!wanted.every((event) => events.includes(event)))
    faults.push({ parameter: 'events', message: 'is invalid' });
  if (key !== null && typeof key !== 'string')
    faults.push({ parameter: 'signing_key', message: 'must be a string' });
  if (faults.length > 0) throw invalid(...faults);
  const { scope, userId } = scopeFrom(state, creator, body);
  if (wanted.includes('routing_form_submission.created') && scope !== 'organization') {
    throw invalid({
      parameter: 'events',
      message: 'routing_form_submission.created needs the organization scope',
    });
  }
  if ([...state.model.subscriptions.values()].some((known) => known.url === url)) {
    throw new Refusal(409, 'Already Exists', 'Hook with this url already exists');
  }
  const now = state.now();
  return {
    id: randomUUID(),
    url: String(url),
    events: wanted.map(String),
    scope,
    userId,
    creatorId: creator.id,
    signingKey: typeof key === 'string' ? key : null,
    state: 'active',
    retryStartedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

function scopeFrom(state: CalendlyState, caller: User, given: Record<string, unknown>) {
  const { scope, organization, user, group } = given;
  if (idFrom(organization, 'organizations', 'organization') !== state.model.organizationId) throw denied();
  if (typeof scope !== 'string' || !scopes.includes(scope)) {
    throw invalid({ parameter: 'scope', message: 'must be organization, user or group' });
  }
  // The clinic has no groups.
  if (scope === 'group') {
    if (typeof group !== 'string') throw invalid({ parameter: 'group', message: 'is missing' });
    throw notFound();
  }
  if (scope === 'organization') {
    if (!caller.owner) throw denied();
    return { scope: 'organization', userId: null } as const;
  }
  return { scope: 'user', userId: userFor(state, caller, idFrom(user, 'users', 'user')).id } as const;
}
