import { type Feature, worksOn } from '../../platform/feature.ts';
import type { StaffSessions } from '../../platform/staff-auth/staff-session.ts';
import type { StaffAccessDeps } from './deps.ts';
import { liveRoutes } from './live/live-routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { staffAccessSealedColumns } from './sealed-columns.ts';
import { cleanSessions } from './sessions/end-sessions.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { sendSignInLinkJob } from './sign-in/jobs.ts';
import { sendSignInLink } from './sign-in/mail-link.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Who may use the desk: sign-in, sessions, people, and what an open desk hears. */
export function staffAccessFeature(deps: StaffAccessDeps & { sessions: StaffSessions }): Feature {
  const { store, clock, sessions, live } = deps;
  return {
    name: 'staff-access',
    routes: [
      ...signInRoutes(deps),
      ...sessionRoutes(deps, sessions),
      ...peopleRoutes(deps, sessions),
      ...liveRoutes(deps, sessions),
    ],
    sealedColumns: staffAccessSealedColumns,
    jobs: [
      worksOn(sendSignInLinkJob, (run) => sendSignInLink(deps, run.payload), {
        // The person can ask again.
        onGivenUp: async ({ log }) => log.error('A sign-in link could not be sent for a day'),
      }),
    ],
    schedules: [
      { name: 'clean-staff-sessions', everySeconds: 3600, run: () => cleanSessions(store.db, clock.now()) },
    ],
    stop: () => live.close(),
  };
}
