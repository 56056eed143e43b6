import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarSubscriptions } from '../../ports/calendar.ts';
import type { CalendlyConnection } from './connection.ts';
import { anything, subscription, subscriptions } from './wire.ts';

const events = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'];

type Scope =
  | { scope: 'organization'; organization: string }
  | { scope: 'user'; organization: string; user: string };

/**
 * Webhook subscriptions (contract 6.1). The clinic's token subscribes for its organisation, or for its own user
 * when it may not; practitioners with a token of their own subscribe for themselves.
 */
export function createCalendarSubscriptions(
  connection: CalendlyConnection,
  options: { signingKey: string; practitionerIds: readonly string[] },
): CalendarSubscriptions {
  async function ensureScope(practitionerId: string | null, scope: Scope, address: string): Promise<void> {
    const { body } = await connection.call(practitionerId, {
      operation: 'list webhook subscriptions',
      method: 'GET',
      path: '/webhook_subscriptions',
      query: { ...scope, count: 100 },
      answer: subscriptions,
      repeat: 'safe',
    });
    const ours = body.collection.filter((one) => one.callback_url === address);
    if (ours.some((one) => one.state === 'active')) return;
    // A subscription that failed for a day is disabled, and cannot be changed: it is made anew.
    for (const { uri } of ours) {
      await connection.call(practitionerId, {
        operation: 'delete webhook subscription',
        method: 'DELETE',
        path: `/webhook_subscriptions/${encodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}`,
        answer: anything,
        repeat: 'safe',
      });
    }
    await connection
      .call(practitionerId, {
        operation: 'create webhook subscription',
        method: 'POST',
        path: '/webhook_subscriptions',
        body: { url: address, events, ...scope, signing_key: options.signingKey },
        answer: subscription,
        repeat: 'once',
      })
      .catch((error: unknown) => {
        // Another of our processes was quicker.
        if (!(error instanceof UpstreamError) || error.status !== 409) throw error;
      });
  }

  return {
    async ensure(address) {
      const clinic = await connection.self(null);
      const organization = clinic.current_organization;
      let forAll = true;
      try {
        await ensureScope(null, { scope: 'organization', organization }, address);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.status !== 403) throw error;
        forAll = false;
        await ensureScope(null, { scope: 'user', organization, user: clinic.uri }, address);
      }
      for (const practitionerId of options.practitionerIds) {
        if (!connection.hasOwnKey(practitionerId)) continue;
        const own = await connection.self(practitionerId);
        if (forAll && own.current_organization === organization) continue;
        await ensureScope(
          practitionerId,
          { scope: 'user', organization: own.current_organization, user: own.uri },
          address,
        );
      }
    },
  };
}
