import type { DraftView, FormContext } from '@botaniqal/shared/contracts/forms.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { readDefinition, readDraft, readFormContext } from '../../../api/forms/forms.ts';
import type { Opening } from './form-link.ts';

/** A form with the facts from its booking or draft. */
export interface Opened {
  readonly form: FormDefinition;
  /** The facts from the booking; `null` when the form belongs to no booking. */
  readonly context: FormContext | null;
  /** The saved draft; `null` when there is none. */
  readonly draft: DraftView | null;
}

/**
 * Reads all that a form needs before its first question. It sends requests at the same time when they are independent.
 */
export async function openForm(origin: string, opening: Opening, signal: AbortSignal): Promise<Opened> {
  if ('draft' in opening) {
    const draft = await readDraft(origin, opening.draft, { token: opening.token, signal });
    const form = await readDefinition(origin, draft.formId, { signal });
    return { form, context: draft.context, draft };
  }
  const { form: id, booking, token } = opening;
  const [form, context] = await Promise.all([
    readDefinition(origin, id, { signal }),
    booking ? readFormContext(origin, booking, id, { token, signal }) : null,
  ]);
  return { form, context, draft: null };
}
