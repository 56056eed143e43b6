import { staffForm } from '@botaniqal/shared/contracts/forms.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import type { FormDeps } from '../deps.ts';
import { readForm } from './read-form.ts';

/** The route by which staff read what a patient typed, also where a PDF cannot show each character. */
export function staffFormRoutes(deps: FormDeps & { staff: StaffAuth }): Route[] {
  const mayRead = (c: AppContext) => deps.staff.require(c, 'triage:read');

  const show = route(
    {
      method: 'get',
      path: '/api/staff/forms/:submissionId',
      summary: 'See a form as it was typed',
      description:
        'Every question that was shown, with its answer in words and in the characters of the patient.',
      tag: 'Staff',
      params: z.object({ submissionId: z.uuid() }),
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The form', body: staffForm } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { submissionId }, c, requestId }) => {
      const member = await mayRead(c);
      return c.json(await readForm(deps, submissionId, member, requestId), 200, noStore);
    },
  );

  return [show];
}
