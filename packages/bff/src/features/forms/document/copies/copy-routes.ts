import { formCopy } from '@botaniqal/shared/contracts/forms.ts';
import { z } from 'zod';
import { noStore } from '../../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../../platform/http/route.ts';
import type { FormDeps } from '../../deps.ts';
import { drawCopy, readCopy } from './read-copy.ts';

const tag = 'Forms';
const path = '/api/forms/submissions/:submissionId';
const params = z.object({ submissionId: z.string().max(64) });

/** What the link in the email about a form opens. */
export function copyRoutes(deps: FormDeps): Route[] {
  const show = route(
    {
      method: 'get',
      path,
      summary: 'See a form as its patient sent it',
      description: 'With the token of the link in our email. The link ends after `links.formCopyDays` days.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'Questions and answers', body: formCopy } },
      problems: ['unauthorized'],
    },
    async ({ params: { submissionId }, c, requestId }) =>
      c.json(await readCopy(deps, { submissionId, token: bearer(c), requestId }), 200, noStore),
  );

  const download = route(
    {
      method: 'get',
      path: `${path}/pdf`,
      summary: 'Download a form as its patient sent it',
      description: 'With the same token.',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'The PDF', contentType: 'application/pdf' } },
      problems: ['unauthorized'],
    },
    async ({ params: { submissionId }, c, requestId }) => {
      const { filename, pdf } = await drawCopy(deps, { submissionId, token: bearer(c), requestId });
      return c.body(Uint8Array.from(pdf).buffer, 200, {
        ...noStore,
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${filename}"`,
      });
    },
  );

  return [show, download];
}
