import {
  staffMessageQueued,
  staffMessageResend,
  staffMessages,
  staffMessagesQuery,
} from '@botaniqal/shared/contracts/staff/messages.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { byStaff } from '../../../platform/staff-auth/staff-member.ts';
import { listMessages } from './list-messages.ts';
import { resendMessage, type StaffMessageDeps } from './resend-message.ts';

/** The routes by which staff see what was sent to whom, and send it again. */
export function staffMessageRoutes(deps: StaffMessageDeps): Route[] {
  const manages = (c: AppContext) => deps.staff.require(c, 'bookings:manage');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/messages',
      summary: 'See what was sent to whom',
      description: 'Without what it said. `sent`: the mail server of the receiver took it.',
      tag: 'Staff',
      query: staffMessagesQuery,
      security: 'staff',
      admit: manages,
      answers: { 200: { description: 'The newest first', body: staffMessages } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) =>
      c.json(await listMessages(deps, query, await manages(c), requestId), 200, noStore),
  );

  const resend = route(
    {
      method: 'post',
      path: '/api/staff/messages/resend',
      summary: 'Send a message again',
      description: 'One that was not sent is tried again. A confirmation is written anew.',
      tag: 'Staff',
      body: staffMessageResend,
      security: 'staff',
      admit: manages,
      answers: { 200: { description: 'Queued', body: staffMessageQueued } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ body, c, requestId }) => {
      await resendMessage(deps, body.key, { ...byStaff(await manages(c)), requestId });
      return c.json({ queued: true as const }, 200, noStore);
    },
  );

  return [list, resend];
}
