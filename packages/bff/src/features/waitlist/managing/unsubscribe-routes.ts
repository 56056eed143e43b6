import { z } from 'zod';
import { type Route, route } from '../../../platform/http/route.ts';
import type { WaitlistDeps } from '../deps.ts';
import { leaveWaitlist } from './change-entry.ts';
import { openToLeave } from './entry-access.ts';

const tag = 'Waitlist';
const path = '/api/waitlist/:entryId/unsubscribe';
const params = z.object({ entryId: z.string().max(64) });
/**
 * In the address, because a mail program sends nothing else. This token can only unsubscribe, and our log has path
 * patterns only.
 */
const query = z.object({ token: z.string().min(1, 'must not be empty').max(100) });

/**
 * The one-click unsubscribe of the emails' headers (RFC 8058). A mail program posts. A person who follows the link
 * gets a button, because programs that check emails follow links too.
 */
export function unsubscribeRoutes(deps: WaitlistDeps): Route[] {
  const act = route(
    {
      method: 'post',
      path,
      summary: 'Leave a waitlist by one click in a mail program',
      tag,
      params,
      query,
      answers: { 200: { description: 'Left, now or before', contentType: 'text/html' } },
      problems: ['unauthorized'],
    },
    async ({ params: { entryId }, query: { token }, c, requestId }) => {
      await openToLeave(deps, entryId, token);
      await leaveWaitlist(deps, entryId, requestId);
      return c.html(page('You have left the waitlist', '<p>What you told us has been deleted.</p>'));
    },
  );

  const ask = route(
    {
      method: 'get',
      path,
      summary: 'Ask whether to leave a waitlist',
      tag,
      params,
      query,
      answers: { 200: { description: 'A page with one button', contentType: 'text/html' } },
      problems: ['unauthorized'],
    },
    async ({ params: { entryId }, query: { token }, c }) => {
      await openToLeave(deps, entryId, token);
      // With "no-referrer" the browser would post the form without its origin, and the server would refuse it.
      c.header('Referrer-Policy', 'same-origin');
      return c.html(
        page(
          'Leave the waitlist?',
          '<p>We delete what you told us. You can join again at any time.</p><form method="post"><button>Leave the waitlist</button></form>',
        ),
      );
    },
  );

  return [act, ask];
}

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title></head>
<body><main><h1>${title}</h1>${main}</main></body></html>
`;
}
