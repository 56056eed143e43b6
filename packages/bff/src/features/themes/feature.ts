import type { Feature } from '../../platform/feature.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { ThemeDeps } from './deps.ts';
import { themeRoutes } from './routes.ts';

/** The looks that a marketer keeps for the clinic's pages. */
export function themesFeature(deps: ThemeDeps & { staff: StaffAuth }): Feature {
  return { name: 'themes', routes: themeRoutes(deps) };
}
