import { type Feature, worksOn } from '../../platform/feature.ts';
import type { LinkDeps } from './deps.ts';
import { sendLinksJob } from './jobs.ts';
import { linkRoutes } from './routes.ts';
import { sendLinks } from './send-links.ts';

/** Links that a person has lost are sent to their mailbox again. */
export function linksFeature(deps: LinkDeps): Feature {
  return {
    name: 'links',
    routes: linkRoutes(deps),
    jobs: [
      worksOn(sendLinksJob, (run) => sendLinks(deps, run.payload), {
        // The person can ask again.
        onGivenUp: async ({ log }) => log.error('Links could not be sent again for a day'),
      }),
    ],
  };
}
