import type { Hono } from 'hono';
import type { MicrosoftEnv } from '../http/access.ts';
import { invalid, Refusal } from '../http/refusal.ts';
import { objectFrom, textFrom } from '../http/request-body.ts';
import { subscriptionWire } from '../http/wire.ts';
import type { Subscription } from '../model.ts';
import { validate } from '../subscriptions/handshake.ts';
import {
  addressFrom,
  changeTypesFrom,
  clientStateFrom,
  expirationFrom,
  mailboxOfResource,
} from '../subscriptions/subscription-input.ts';
import type { MicrosoftState } from '../vendor-state.ts';

export function subscriptionRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  const wireOf = (subscription: Subscription) => subscriptionWire(subscription, state.registration.clientId);
  const one = (subscription: Subscription) => ({
    '@odata.context': `${state.origin}/v1.0/$metadata#subscriptions/$entity`,
    ...wireOf(subscription),
  });

  app.post('/v1.0/subscriptions', async (context) => {
    const given = await newSubscription(state, context.req.raw, context.get('prefer').hasImmutableIds);
    await validate([given.notificationUrl, given.lifecycleNotificationUrl].filter((url) => url !== null));
    // Asked again, because another request may have been answered during the handshake.
    refuseDuplicate(state, given);
    return context.json(one(state.subscriptions.add(given)), 201);
  });

  app.get('/v1.0/subscriptions', (context) =>
    context.json({
      '@odata.context': `${state.origin}/v1.0/$metadata#subscriptions`,
      value: [...state.model.subscriptions.values()].map(wireOf),
    }),
  );

  app.get('/v1.0/subscriptions/:id', (context) => context.json(one(found(state, context.req.param('id')))));

  app.patch('/v1.0/subscriptions/:id', async (context) => {
    const subscription = found(state, context.req.param('id'));
    const body = await objectFrom(context.req.raw);
    const allowed = ['expirationDateTime', 'notificationUrl'];
    const other = Object.keys(body).find((key) => !allowed.includes(key) && !key.startsWith('@'));
    if (other) throw invalid(`${other} cannot be changed: make a new subscription.`, 'InvalidRequest');
    const expiresAt = expirationFrom(body, state.now(), state.settings);
    const url = addressFrom(body, 'notificationUrl') ?? subscription.notificationUrl;
    await validateChange(state, subscription, url);
    found(state, subscription.id).notificationUrl = url;
    if (expiresAt) state.subscriptions.renew(subscription, expiresAt);
    return context.json(one(subscription));
  });

  app.post('/v1.0/subscriptions/:id/reauthorize', (context) => {
    state.subscriptions.reauthorize(found(state, context.req.param('id')));
    return context.body(null, state.settings.reauthorizeStatus);
  });

  app.delete('/v1.0/subscriptions/:id', (context) => {
    state.subscriptions.remove(found(state, context.req.param('id')));
    return context.body(null, 204);
  });
}

type Given = Omit<Subscription, 'id' | 'createdAt' | 'reauthorizeAt'>;

/** @throws Refusal (400, 409) */
async function newSubscription(
  state: MicrosoftState,
  request: Request,
  hasImmutableIds: boolean,
): Promise<Given> {
  const body = await objectFrom(request);
  const [resource, notificationUrl] = [textFrom(body, 'resource'), addressFrom(body, 'notificationUrl')];
  const expiresAt = expirationFrom(body, state.now(), state.settings);
  if (resource === null || notificationUrl === null || expiresAt === null) {
    throw invalid('resource, notificationUrl and expirationDateTime are required.', 'InvalidRequest');
  }
  if (body.includeResourceData === true) {
    throw invalid('The sandbox sends no resource data.', 'InvalidRequest');
  }
  const given: Given = {
    resource,
    mailboxId: mailboxOfResource(state, resource).id,
    changeTypes: changeTypesFrom(body),
    notificationUrl,
    lifecycleNotificationUrl: addressFrom(body, 'lifecycleNotificationUrl'),
    clientState: clientStateFrom(body),
    latestSupportedTlsVersion: textFrom(body, 'latestSupportedTlsVersion') ?? 'v1_2',
    expiresAt,
    hasImmutableIds,
  };
  refuseDuplicate(state, given);
  return given;
}

/** @throws Refusal (409) when the app has the same subscription already */
function refuseDuplicate({ model }: MicrosoftState, { mailboxId, changeTypes }: Given): void {
  const isSame = (one: Subscription) =>
    one.mailboxId === mailboxId && one.changeTypes.join() === changeTypes.join();
  if (![...model.subscriptions.values()].some(isSame)) return;
  throw new Refusal(
    409,
    'Conflict',
    'A subscription with the same resource and change types already exists.',
  );
}

async function validateChange(
  { settings }: MicrosoftState,
  { notificationUrl, lifecycleNotificationUrl }: Subscription,
  url: string,
): Promise<void> {
  const isDue =
    settings.patchHandshake === 'always' ||
    (settings.patchHandshake === 'when_url_changes' && url !== notificationUrl);
  if (!isDue) return;
  const both = settings.patchHandshake === 'always' ? [url, lifecycleNotificationUrl] : [url];
  await validate(both.filter((one) => one !== null));
}

/** @throws Refusal (404) */
function found({ model }: MicrosoftState, id: string): Subscription {
  const subscription = model.subscriptions.get(id);
  if (!subscription) throw new Refusal(404, 'ResourceNotFound', 'The object was not found.');
  return subscription;
}
