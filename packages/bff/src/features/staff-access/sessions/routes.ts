import { deskDraft, deskSession, signOutAnswer } from '@botaniqal/shared/contracts/staff/desk.ts';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { staffRoles } from '../../../platform/staff-auth/roles.ts';
import { sessionCookie } from '../../../platform/staff-auth/session-cookie.ts';
import {
  csrfTokenOf,
  type StaffSessions,
  sessionReader,
} from '../../../platform/staff-auth/staff-session.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { accountSignOut } from '../sign-in/account-sign-out.ts';
import { keepDraft, readDraft } from './draft.ts';
import { endSession, endSessionsOf, methodOf } from './end-sessions.ts';

const tag = 'Desk';

/** The routes of a person's own session. */
export function sessionRoutes(deps: StaffAccessDeps, sessions: StaffSessions): Route[] {
  const cookie = sessionCookie(deps.publicUrl);
  const reader = sessionReader({ publicUrl: deps.publicUrl, sessions });
  const current = async (c: AppContext) => {
    const session = await reader.read(c);
    if (!session)
      throw new Problem('unauthorized', 'You are not signed in at the desk, or your session has ended.');
    return session;
  };

  const show = route(
    {
      method: 'get',
      path: '/api/staff/session',
      summary: 'See who is signed in',
      tag,
      security: 'desk',
      admit: current,
      answers: { 200: { description: 'The session of this browser', body: deskSession } },
      problems: ['unauthorized'],
    },
    async ({ c }) => {
      const { id, member, name, expiresAt } = await current(c);
      const role = staffRoles.find((one) => one === member.role) ?? 'practitioner';
      const { name: clinicName, phone, timeZone, currency } = deps.clinic.clinic;
      return c.json(
        {
          id,
          name,
          address: member.id,
          role,
          practitionerId: member.practitionerId ?? null,
          permissions: member.permissions,
          expiresAt: expiresAt.toISOString(),
          csrfToken: csrfTokenOf(reader.tokenOf(c) ?? ''),
          clinic: { name: clinicName, phone, timeZone, currency },
        },
        200,
        noStore,
      );
    },
  );

  const showDraft = route(
    {
      method: 'get',
      path: '/api/staff/session/draft',
      summary: 'Read what was typed and not sent',
      tag,
      security: 'desk',
      admit: current,
      answers: { 200: { description: 'The draft of this browser', body: deskDraft } },
      problems: ['unauthorized'],
    },
    async ({ c }) => c.json(await readDraft(deps, (await current(c)).id), 200, noStore),
  );

  const saveDraft = route(
    {
      method: 'post',
      path: '/api/staff/session/draft',
      summary: 'Keep what was typed and not sent',
      description: 'Sealed, and deleted with the session.',
      tag,
      body: deskDraft,
      maxBodyBytes: 16 * 1024,
      security: 'desk',
      admit: current,
      answers: { 200: { description: 'Kept', body: deskDraft } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ body, c }) => {
      await keepDraft(deps, (await current(c)).id, body);
      return c.json(body, 200, noStore);
    },
  );

  const signOut = (path: string, summary: string, end: 'this' | 'all') =>
    route(
      {
        method: 'post',
        path,
        summary,
        tag,
        security: 'desk',
        admit: current,
        answers: { 200: { description: 'Signed out', body: signOutAnswer } },
        problems: ['unauthorized', 'forbidden'],
      },
      async ({ c, requestId }) => {
        const { id, member } = await current(c);
        const by = { member, now: deps.clock.now(), requestId };
        const method = await deps.store.db.transaction(async (tx) => {
          const method = await methodOf(tx, id);
          if (end === 'this') await endSession(tx, id, by);
          else await endSessionsOf(tx, member.id, by);
          return method;
        });
        c.header('Set-Cookie', cookie.clear());
        return c.json(
          { signedOut: true as const, accountSignOut: await accountSignOut(deps, method) },
          200,
          noStore,
        );
      },
    );

  return [
    show,
    showDraft,
    saveDraft,
    signOut('/api/staff/sign-out', 'Sign out here', 'this'),
    signOut('/api/staff/sign-out/everywhere', 'Sign out on every device', 'all'),
  ];
}
