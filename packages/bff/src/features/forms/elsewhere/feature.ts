import type { Feature } from '../../../platform/feature.ts';
import type { JotformDeps } from './deps.ts';
import { jotformWebhooks } from './webhooks.ts';

/** Reads the forms that the clinic leaves at another form service. */
export function formsElsewhereFeature(deps: JotformDeps): Feature {
  return { name: 'forms-elsewhere', webhooks: [jotformWebhooks(deps)] };
}
