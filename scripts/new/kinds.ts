import { newFeature } from './feature.ts';
import { newForm } from './form.ts';
import { namesOf } from './names.ts';
import type { Plan } from './plan.ts';
import { newRoute } from './route.ts';
import { newUpstream } from './upstream.ts';
import { newWidget } from './widget.ts';

/** What `pnpm new` can make, by kind, from the name that was typed. */
export const kinds: Readonly<Record<string, (name: string) => Plan>> = {
  widget: (name) => newWidget(namesOf(name)),
  form: (name) => newForm(namesOf(name)),
  upstream: (name) => newUpstream(namesOf(name)),
  feature: (name) => newFeature(namesOf(name)),
  route: (name) => {
    const [feature = '', route = ''] = name.split('/');
    return newRoute(feature, namesOf(route));
  },
};
