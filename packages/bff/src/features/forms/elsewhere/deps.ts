import type { FormsElsewhere } from '../../../ports/forms-elsewhere.ts';
import type { FormDeps } from '../deps.ts';

export interface JotformDeps extends FormDeps {
  elsewhere: FormsElsewhere;
  /** In the address of the webhook, which is not signed. */
  webhookSecret: string;
}
