import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import {
  waitlistChange,
  waitlistConfirm,
  waitlistEntryView,
  waitlistJoin,
  waitlistJoined,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { bearer } from '../../platform/http/requests/bearer.ts';
import type { RateLimit } from '../../platform/http/requests/rate-limit.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { WaitlistDeps } from './deps.ts';
import { refuseBots } from './joining/bot-check.ts';
import { joinWaitlist } from './joining/join.ts';
import { changeEntry, confirmEntry, leaveWaitlist } from './managing/change-entry.ts';
import { openToManage, openWithToken } from './managing/entry-access.ts';
import { viewEntry, viewOpened } from './managing/entry-view.ts';

const tag = 'Waitlist';
const params = z.object({ entryId: z.string().max(64) });

export interface WaitlistRouteDeps extends WaitlistDeps {
  joinLimit: RateLimit;
  clientAddress: (c: AppContext) => string;
}

/** The routes by which people join a list and manage their place. */
export function waitlistRoutes(deps: WaitlistRouteDeps): Route[] {
  const join = route(
    {
      method: 'post',
      path: endpoints.waitlist,
      summary: 'Join a waitlist',
      description:
        'The same person for the same service again: 200 with the same entry, which is not changed. Its `manageToken` then shows this answer again, for a day, and nothing else (`access: "view"`); the link that manages is in their mailbox.',
      tag,
      body: waitlistJoin,
      answers: {
        201: { description: 'Joined', body: waitlistJoined },
        200: { description: 'On the list already', body: waitlistJoined },
      },
    },
    async ({ body, c, idempotencyKeyHash, requestId }) => {
      refuseBots(body, deps.clinic.clinic.phone);
      const address = deps.clientAddress(c);
      deps.joinLimit.take(address);
      const answer = await joinWaitlist(deps, body, { idempotencyKeyHash, requestId, address });
      c.header('Location', endpoints.waitlistEntry(answer.body.entryId));
      return c.json(answer.body, answer.status, noStore);
    },
  );

  const show = route(
    {
      method: 'get',
      path: '/api/waitlist/:entryId',
      summary: 'See a place on a waitlist',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'Where it stands', body: waitlistEntryView } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { entryId }, c, requestId }) => {
      const opened = await openWithToken(deps, entryId, bearer(c));
      return c.json(await viewOpened(deps, opened, requestId), 200, noStore);
    },
  );

  const change = route(
    {
      method: 'post',
      path: '/api/waitlist/:entryId',
      summary: 'Change what you told us',
      tag,
      params,
      body: waitlistChange,
      security: 'manage_token',
      answers: { 200: { description: 'As it stands now', body: waitlistEntryView } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { entryId }, body, c, requestId }) => {
      const entry = await openToManage(deps, entryId, bearer(c));
      const changed = await changeEntry(deps, entry, body, requestId);
      return c.json(await viewEntry(deps, changed, requestId), 200, noStore);
    },
  );

  const leave = route(
    {
      method: 'delete',
      path: '/api/waitlist/:entryId',
      summary: 'Leave a waitlist',
      description: 'What we knew of the person is deleted.',
      tag,
      params,
      security: 'manage_token',
      answers: { 204: { description: 'Left' } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { entryId }, c, requestId }) => {
      const entry = await openToManage(deps, entryId, bearer(c));
      await leaveWaitlist(deps, entry.id, requestId);
      return c.body(null, 204);
    },
  );

  const confirm = route(
    {
      method: 'post',
      path: '/api/waitlist/:entryId/confirm',
      summary: 'Confirm the address by the link in the mail',
      description: 'Needs what only the mail carries; no other token. Confirming twice answers the same.',
      tag,
      params,
      body: waitlistConfirm,
      answers: { 200: { description: 'Confirmed', body: waitlistEntryView } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { entryId }, body, c, requestId }) => {
      const entry = await confirmEntry(deps, entryId, body.confirm, requestId);
      return c.json(await viewEntry(deps, entry, requestId), 200, noStore);
    },
  );

  return [join, show, change, leave, confirm];
}
