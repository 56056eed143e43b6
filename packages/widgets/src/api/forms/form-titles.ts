import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { read } from '../client.ts';

/** The title of a form and the minutes it takes, for a list of forms. */
export type FormTitle = Pick<FormDefinition, 'title' | 'minutes'>;

/**
 * Reads a form's title. It stands apart from `forms.ts`, so that a list of forms does not load the code that fills them
 * in.
 */
export function readFormTitle(origin: string, formId: string, signal?: AbortSignal): Promise<FormTitle> {
  return read(origin, endpoints.form(formId), { signal });
}
