import { type Feature, worksOn } from '../../../platform/feature.ts';
import type { JotformDeps } from './deps.ts';
import { takeJotform } from './jobs.ts';
import { jotformRoutes } from './routes.ts';
import { giveUp, takeNotice } from './take-jotform.ts';

/** Takes in the forms that stay at another form service. */
export function formsElsewhereFeature(deps: JotformDeps): Feature {
  return {
    name: 'forms-elsewhere',
    routes: jotformRoutes(deps),
    jobs: [
      worksOn(takeJotform, takeNotice(deps), { onGivenUp: ({ payload }) => giveUp(deps, payload.noticeId) }),
    ],
  };
}
