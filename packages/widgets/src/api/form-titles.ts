import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { read } from './client.ts';

/** What a list says of a form. */
export type FormTitle = Pick<FormDefinition, 'title' | 'minutes'>;

/** The definition, read for its title; apart from `forms.ts`, which brings along all that fills a form in. */
export function readFormTitle(origin: string, formId: string, signal?: AbortSignal): Promise<FormTitle> {
  return read(origin, endpoints.form(formId), { signal });
}
