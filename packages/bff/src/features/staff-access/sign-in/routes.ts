import {
  accountReturn,
  accountSignIn,
  signedIn,
  signInLinkAnswer,
  signInLinkPress,
  signInLinkRequest,
  signInWays,
} from '@botaniqal/shared/contracts/staff/desk.ts';
import { newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { cookieIn, ownCookie, sessionCookie } from '../../../platform/staff-auth/session-cookie.ts';
import { ownPagesOnly } from '../../../platform/staff-auth/staff-session.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { sessionLifeMs } from '../sessions/open-session.ts';
import { beginAccountSignIn, finishAccountSignIn, roundTripMs } from './account-sign-in.ts';
import { askForSignInLink, pressSignInLink } from './mail-link.ts';

const tag = 'Desk';

/** The routes by which people of staff sign in. Each write must come from a page of the desk. */
export function signInRoutes(deps: StaffAccessDeps): Route[] {
  const session = sessionCookie(deps.publicUrl);
  const remember = ownCookie('bq-sign-in', deps.publicUrl);
  const linkBrowser = ownCookie('bq-link', deps.publicUrl);
  const browserToken = (c: AppContext) => cookieIn(c.req.header('cookie'), linkBrowser.name);
  const refuseForeign = ownPagesOnly(deps.publicUrl);
  const admit = async (c: AppContext) => {
    refuseForeign(c);
    if (c.req.method === 'POST') deps.signInLimit.take(deps.clientAddress(c));
  };
  const earlierToken = (c: AppContext) => cookieIn(c.req.header('cookie'), session.name);
  const enter = (c: AppContext, token: string) => {
    c.header('Set-Cookie', session.set(token, sessionLifeMs / 1000), { append: true });
    c.header('Set-Cookie', remember.clear(), { append: true });
    c.header('Set-Cookie', linkBrowser.clear(), { append: true });
    return c.json({ signedIn: true as const }, 200, noStore);
  };

  const ways = route(
    {
      method: 'get',
      path: '/api/staff/sign-in',
      summary: 'See how to sign in at the desk',
      tag,
      answers: { 200: { description: 'The ways', body: signInWays } },
    },
    ({ c }) => {
      const { name, phone } = deps.clinic.clinic;
      const account = deps.accounts?.displayName ?? null;
      return c.json(
        { clinic: { name, phone }, account, mailLinks: deps.clinic.desk.mailLinks },
        200,
        noStore,
      );
    },
  );

  const ask = route(
    {
      method: 'post',
      path: '/api/staff/sign-in/link',
      summary: 'Send a link to sign in',
      description:
        'To an address under `staff` in `clinic.yaml`, for 10 minutes. It opens in the browser that asked only. The answer is the same for every address.',
      tag,
      body: signInLinkRequest,
      admit,
      answers: { 202: { description: 'Asked for', body: signInLinkAnswer } },
      problems: ['not_found', 'too_many_requests'],
    },
    async ({ body, c }) => {
      requireMailLinks(deps);
      // Asked for twice, both links open here.
      const token = browserToken(c) ?? newOpaqueToken().token;
      const from = { clientAddress: deps.clientAddress(c), browserToken: token };
      await askForSignInLink(deps, body.address, from);
      c.header('Set-Cookie', linkBrowser.set(token, linkBrowserSeconds));
      return c.json({ accepted: true as const }, 202, noStore);
    },
  );

  const press = route(
    {
      method: 'post',
      path: '/api/staff/sign-in/link/press',
      summary: 'Sign in with the token of a link',
      description:
        'Sent when the person presses the button. A mail scanner that follows the link uses up nothing.',
      tag,
      body: signInLinkPress,
      admit,
      answers: { 200: { description: 'Signed in: the cookie of the session is set', body: signedIn } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ body, c, requestId }) => {
      requireMailLinks(deps);
      const by = { browserToken: browserToken(c), earlierToken: earlierToken(c), requestId };
      return enter(c, await pressSignInLink(deps, body.token, by));
    },
  );

  const begin = route(
    {
      method: 'post',
      path: '/api/staff/sign-in/account',
      summary: 'Begin to sign in with an account',
      tag,
      admit,
      answers: { 200: { description: 'Where to send the browser', body: accountSignIn } },
      problems: ['not_found'],
    },
    async ({ c }) => {
      const { location, remember: value } = await beginAccountSignIn(deps);
      c.header('Set-Cookie', remember.set(value, roundTripMs / 1000));
      return c.json({ location }, 200, noStore);
    },
  );

  const finish = route(
    {
      method: 'post',
      path: '/api/staff/sign-in/account/return',
      summary: 'Finish to sign in with an account',
      description:
        'The account’s page leads back to a page of the desk, which sends its query here. So this request comes from our own site, and cookies that no other site can send decide.',
      tag,
      body: accountReturn,
      admit,
      answers: { 200: { description: 'Signed in: the cookie of the session is set', body: signedIn } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ body, c, requestId }) => {
      const remembered = cookieIn(c.req.header('cookie'), remember.name);
      const back = { query: body.query, remembered };
      return enter(c, await finishAccountSignIn(deps, back, { earlierToken: earlierToken(c), requestId }));
    },
  );

  return [ways, ask, press, begin, finish];
}

/** Longer than a link lives: the email may take some minutes. */
const linkBrowserSeconds = 3600;

function requireMailLinks({ clinic }: StaffAccessDeps): void {
  if (!clinic.desk.mailLinks)
    throw new Problem('not_found', 'Links are turned off here: sign in with your account.');
}
