import { newForm } from './form.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';
import { newWidget } from './widget.ts';

/** What `pnpm new` can make. */
export const kinds: Readonly<Record<string, (names: Names) => Plan>> = {
  widget: newWidget,
  form: newForm,
};
