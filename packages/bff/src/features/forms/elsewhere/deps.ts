import type { FormsElsewhere, FormsElsewhereWebhooks } from '../../../ports/forms-elsewhere.ts';
import type { FormDeps } from '../deps.ts';

export interface FormsElsewhereDeps extends FormDeps {
  elsewhere: FormsElsewhere;
  webhooks: FormsElsewhereWebhooks;
}
