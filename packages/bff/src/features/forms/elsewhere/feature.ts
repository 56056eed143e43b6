import type { Feature } from '../../../platform/feature.ts';
import type { FormsElsewhereDeps } from './deps.ts';
import { formsElsewhereWebhooks } from './webhooks.ts';

/** Reads the forms that the clinic leaves at another form service. */
export function formsElsewhereFeature(deps: FormsElsewhereDeps): Feature {
  return { name: 'forms-elsewhere', webhooks: [formsElsewhereWebhooks(deps)] };
}
