import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { linksAnswer, linksRequest } from '@botaniqal/shared/contracts/links.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { askForLinks } from './ask-for-links.ts';
import type { LinkDeps } from './deps.ts';

/** How a person whose link does not open any more gets a new email with it. */
export function linkRoutes(deps: LinkDeps): Route[] {
  const ask = route(
    {
      method: 'post',
      path: endpoints.links,
      summary: 'Send the links of an email again',
      description:
        'What this address has here is sent to it, at most three times an hour. The answer is the same for every address, known or not.',
      tag: 'Links',
      body: linksRequest,
      answers: { 202: { description: 'Asked for', body: linksAnswer } },
      problems: ['too_many_requests'],
    },
    async ({ body, c }) => {
      await askForLinks(deps, body, deps.clientAddress(c));
      return c.json({ accepted: true }, 202, noStore);
    },
  );
  return [ask];
}
