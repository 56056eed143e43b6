import { fileURLToPath } from 'node:url';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Feature } from '../../platform/feature.ts';
import type { CardSources } from '../../platform/http/answers/security-headers.ts';
import type { Route } from '../../platform/http/route.ts';
import { deskRoutes } from './desk-routes.ts';
import { embedRoutes } from './embed-routes.ts';
import { handbookRoutes } from './handbook/handbook-routes.ts';
import { hostedRoutes } from './hosted-routes.ts';
import { previewRoutes } from './preview-routes.ts';
import { widgetRoutes } from './widget-routes.ts';

const builtWidgets = fileURLToPath(new URL('../../../../widgets/dist', import.meta.url));
const builtDesk = fileURLToPath(new URL('../../../../desk/dist', import.meta.url));

export { handbookRoutes };

/** Everything that is a file or a page rather than an answer of the API. */
export function pagesFeature(parts: Parameters<typeof pageRoutes>[0]): Feature {
  return { name: 'pages', routes: pageRoutes(parts) };
}

export function pageRoutes(parts: {
  clinic: Clinic;
  previewPages?: string | undefined;
  widgets?: string | undefined;
  /** The CSS of the kept themes, which the loader brings to a page. */
  keptThemes?: (() => Promise<string>) | undefined;
  /** Who takes cards: a page that books must let them in. */
  cards?: CardSources | undefined;
}): Route[] {
  const widgets = parts.widgets ?? builtWidgets;
  return [
    ...widgetRoutes(widgets, parts.clinic, parts.keptThemes),
    ...hostedRoutes(parts.clinic, parts.cards),
    ...deskRoutes(builtDesk, parts.clinic),
    ...embedRoutes({ desk: builtDesk, widgets }, parts.clinic),
    ...(parts.previewPages ? previewRoutes(parts.previewPages) : []),
  ];
}
