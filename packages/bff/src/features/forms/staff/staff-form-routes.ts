import { staffForm } from '@botaniqal/shared/contracts/forms.ts';
import { staffForms, staffFormsQuery } from '@botaniqal/shared/contracts/staff/forms.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import { listForms, type StaffFormDeps } from './list-forms.ts';
import { drawForm, readForm } from './read-form.ts';

const params = z.object({ submissionId: z.uuid() });

/** The routes by which staff see which forms came, and read them, also where a PDF cannot show each character. */
export function staffFormRoutes(deps: StaffFormDeps & { staff: StaffAuth }): Route[] {
  const mayRead = (c: AppContext) => deps.staff.require(c, 'triage:read');

  const list = route(
    {
      method: 'get',
      path: '/api/staff/forms',
      summary: 'List the forms that came',
      description: 'With where each is in the practice’s records.',
      tag: 'Staff',
      query: staffFormsQuery,
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The newest first', body: staffForms } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c, requestId }) =>
      c.json(await listForms(deps, query, await mayRead(c), requestId), 200, noStore),
  );

  const download = route(
    {
      method: 'get',
      path: '/api/staff/forms/:submissionId/pdf',
      summary: 'Download a form as it is filed',
      tag: 'Staff',
      params,
      security: 'staff',
      admit: mayRead,
      answers: { 200: { description: 'The PDF', contentType: 'application/pdf' } },
      problems: ['unauthorized', 'forbidden', 'not_found'],
    },
    async ({ params: { submissionId }, c, requestId }) => {
      const { filename, pdf } = await drawForm(deps, submissionId, await mayRead(c), requestId);
      return c.body(Uint8Array.from(pdf).buffer, 200, {
        ...noStore,
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${filename}"`,
      });
    },
  );

  const show = route(
    {
      method: 'get',
      path: '/api/staff/forms/:submissionId',
      summary: 'See a form as it was typed',
      description:
        'Every question that was shown, with its answer in words and in the characters of the patient.',
      tag: 'Staff',
      params,
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

  return [list, show, download];
}
