import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import type { CalendarWebhookEvent } from '../../ports/calendar.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { handleCalendarNotice } from './jobs.ts';
import { calendarNotices } from './tables.ts';

/** `POST /api/webhooks/calendly`: believed by its signature, stored once, acted on by a job. */
export function calendarSyncRoutes(
  deps: Pick<CalendarSyncDeps, 'store' | 'jobs' | 'clock' | 'webhooks'>,
): Route[] {
  return [
    route(
      {
        method: 'post',
        path: endpoints.calendlyWebhook,
        summary: 'Take a notice from Calendly',
        description: 'Signed by `Calendly-Webhook-Signature` over the raw body. A repeat changes nothing.',
        tag: 'webhooks',
        kind: 'webhook',
        answers: { 204: { description: 'Stored, or known already' } },
        problems: ['unauthorized'],
      },
      async ({ c, log }) => {
        const body = new Uint8Array(await c.req.arrayBuffer());
        if (!deps.webhooks.isGenuine({ body, signature: c.req.header('calendly-webhook-signature') })) {
          throw new Problem('unauthorized', 'The signature is missing, wrong or too old.');
        }
        const notice = deps.webhooks.parse(body);
        if (notice) await keep(notice);
        // Sent again it would say the same: it is taken, and a person can find it in the log.
        else log.warn('A genuine notice could not be read');
        return c.body(null, 204);
      },
    ),
  ];

  async function keep({ practitionerIds, ...notice }: CalendarWebhookEvent): Promise<void> {
    await deps.store.db.transaction(async (tx) => {
      const [stored] = await tx
        .insert(calendarNotices)
        .values({ ...notice, practitionerIds: [...practitionerIds], receivedAt: deps.clock.now() })
        .onConflictDoNothing()
        .returning({ id: calendarNotices.id });
      if (stored) await deps.jobs.enqueue(tx, handleCalendarNotice, { noticeId: stored.id });
    });
  }
}
