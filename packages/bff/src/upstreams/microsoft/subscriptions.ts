import { UpstreamError } from '../../platform/upstream-error.ts';
import type { MailboxSubscriptions } from '../../ports/mailboxes.ts';
import type { GraphConnection } from './connection.ts';
import { longestSubscriptionMinutes, subscriptionOf } from './mapping.ts';
import type { MailboxAddresses } from './settings.ts';
import { anything, subscription, subscriptions } from './wire.ts';

/** Subscriptions to mailboxes by Microsoft Graph (contract A2). */
export function createSubscriptions(
  graph: GraphConnection,
  addresses: MailboxAddresses,
): MailboxSubscriptions {
  return {
    longestMinutes: longestSubscriptionMinutes,

    async create({ practitionerId, address, lifecycleAddress, secret, expiresAt, signal }) {
      const { body } = await graph.call(null, {
        operation: 'create subscription',
        method: 'POST',
        path: '/v1.0/subscriptions',
        body: {
          changeType: 'created,updated,deleted',
          notificationUrl: address,
          lifecycleNotificationUrl: lifecycleAddress,
          resource: `users/${addresses.of(practitionerId)}/events`,
          expirationDateTime: expiresAt.toISOString(),
          clientState: secret,
        },
        answer: subscription,
        repeat: 'once',
        signal,
      });
      return { ...subscriptionOf(body, addresses.practitionerWith), practitionerId };
    },

    async renew({ subscriptionId, expiresAt, signal }) {
      try {
        const { body } = await graph.call(null, {
          operation: 'renew subscription',
          method: 'PATCH',
          path: `/v1.0/subscriptions/${encodeURIComponent(subscriptionId)}`,
          body: { expirationDateTime: expiresAt.toISOString() },
          answer: subscription,
          repeat: 'safe',
          signal,
        });
        return subscriptionOf(body, addresses.practitionerWith);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async list(signal) {
      const found = await graph.list(null, {
        operation: 'list subscriptions',
        method: 'GET',
        path: '/v1.0/subscriptions',
        answer: subscriptions,
        repeat: 'safe',
        signal,
      });
      return found.map((one) => subscriptionOf(one, addresses.practitionerWith));
    },

    async remove(subscriptionId, signal) {
      try {
        await graph.call(null, {
          operation: 'delete subscription',
          method: 'DELETE',
          path: `/v1.0/subscriptions/${encodeURIComponent(subscriptionId)}`,
          answer: anything,
          repeat: 'safe',
          signal,
        });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === 'not_found';
}
