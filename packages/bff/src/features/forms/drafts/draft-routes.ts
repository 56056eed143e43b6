import {
  draftChange,
  draftKept,
  draftRequest,
  draftView,
  formId,
} from '@botaniqal/shared/contracts/forms.ts';
import { z } from 'zod';
import { noStore } from '../../../platform/http/answers/no-store.ts';
import { bearer } from '../../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import type { FormRouteDeps } from '../routes.ts';
import { changeDraft, deleteDraft, keepDraft, showDraft } from './drafts.ts';

const tag = 'Forms';
const path = '/api/forms/drafts/:draftId';
const params = z.object({ draftId: z.string().max(64) });

/** Leaving a form and coming back to it. */
export function draftRoutes(deps: FormRouteDeps): Route[] {
  const keep = route(
    {
      method: 'post',
      path: '/api/forms/:formId/drafts',
      summary: 'Keep a form to come back to it',
      description:
        "With consent only. What was typed is stored encrypted behind a link of its own, which is mailed to the booking's address, else to `email`. It is forgotten when the form is sent, or at `expiresAt`.",
      tag,
      params: z.object({ formId }),
      body: draftRequest,
      answers: { 201: { description: 'Kept', body: draftKept } },
      problems: ['unauthorized'],
    },
    async ({ params: { formId: id }, body, c, idempotencyKeyHash, requestId }) => {
      const address = deps.clientAddress(c);
      deps.draftLimit.take(address);
      const kept = await keepDraft(deps, id, body, { idempotencyKeyHash, requestId, address });
      return c.json(kept, 201, noStore);
    },
  );

  const show = route(
    {
      method: 'get',
      path,
      summary: 'Come back to a form',
      tag,
      params,
      security: 'manage_token',
      answers: { 200: { description: 'What was typed, and what is known', body: draftView } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { draftId }, c, requestId }) =>
      c.json(await showDraft(deps, draftId, bearer(c), requestId), 200, noStore),
  );

  const change = route(
    {
      method: 'post',
      path,
      summary: 'Keep what was typed since',
      description: 'Replaces the answers. No other mail goes out.',
      tag,
      params,
      body: draftChange,
      security: 'manage_token',
      answers: { 200: { description: 'Kept', body: draftKept } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { draftId }, body, c, requestId }) =>
      c.json(await changeDraft(deps, draftId, bearer(c), body.answers, requestId), 200, noStore),
  );

  const drop = route(
    {
      method: 'delete',
      path,
      summary: 'Forget what was kept of a form',
      tag,
      params,
      security: 'manage_token',
      answers: { 204: { description: 'Forgotten' } },
      problems: ['unauthorized', 'not_found'],
    },
    async ({ params: { draftId }, c, requestId }) => {
      await deleteDraft(deps, draftId, bearer(c), requestId);
      return c.body(null, 204, noStore);
    },
  );

  return [keep, show, change, drop];
}
