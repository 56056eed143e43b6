import {
  type StaffTriageSession,
  staffTriageSession,
  triageCall,
  triageClaim,
  triageHandOver,
} from '@botaniqal/shared/contracts/staff/triage.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { FormDeps } from '../deps.ts';
import { claimSession, handOverSession, noteCall, releaseSession } from './session-acts.ts';

type Asked = { version: number; member: StaffMember; requestId: string };

/** What a consultant does with a session beside its notes and outcome. */
export function sessionActRoutes(deps: FormDeps & { staff: StaffAuth }): Route[] {
  const mayUpdate = (c: AppContext) => deps.staff.require(c, 'triage:update');

  const act = <Body extends { version: number }>(
    name: string,
    summary: string,
    body: z.ZodType<Body>,
    run: (id: string, body: Body, asked: Asked) => Promise<StaffTriageSession>,
  ): Route =>
    route(
      {
        method: 'post',
        path: `/api/staff/triage/:sessionId/${name}`,
        summary,
        description: 'Names the version that was read. The same again changes nothing.',
        tag: 'Staff',
        params: z.object({ sessionId: z.uuid() }),
        body,
        security: 'staff',
        admit: mayUpdate,
        answers: { 200: { description: 'The session', body: staffTriageSession } },
        problems: ['unauthorized', 'forbidden', 'not_found', 'changed_meanwhile'],
      },
      async ({ params: { sessionId }, body: given, c, requestId }) => {
        const asked = { version: given.version, member: await mayUpdate(c), requestId };
        return c.json(await run(sessionId, given, asked), 200, noStore);
      },
    );

  return [
    act('claim', 'Take a triage session', triageClaim, (id, _body, asked) => claimSession(deps, id, asked)),
    act('release', 'Put a triage session back into the queue', triageClaim, (id, _body, asked) =>
      releaseSession(deps, id, asked),
    ),
    act('hand-over', 'Hand a triage session over to a colleague', triageHandOver, (id, { to }, asked) =>
      handOverSession(deps, id, to, asked),
    ),
    act('call', 'Note that the call begins or ends', triageCall, (id, { act: what }, asked) =>
      noteCall(deps, id, what, asked),
    ),
  ];
}
