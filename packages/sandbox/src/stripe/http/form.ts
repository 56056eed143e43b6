/** What a form-encoded body says: strings, and what brackets nest. */
export type Form = { [name: string]: FormValue };
export type FormValue = string | FormValue[] | Form;

/**
 * Reads `application/x-www-form-urlencoded` with Stripe's brackets: `a[b]=1`, `a[0][b]=1`, `a[]=1`.
 * Names are put into objects without a prototype, so that none of them can reach one.
 */
export function parseForm(text: string): Form {
  const root = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value);
  return tidy(root);
}

function emptyForm(): Form {
  return Object.create(null);
}

function pathOf(name: string): string[] {
  const [first = '', ...rest] = name.split('[');
  return [first, ...rest.map((part) => part.replace(/\]$/, ''))];
}

function put(form: Form, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path;
  // `a[]` counts up by itself.
  const key = name === '' ? String(Object.keys(form).length) : name;
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  const known = form[key];
  const inner = typeof known === 'object' && !Array.isArray(known) ? known : emptyForm();
  form[key] = inner;
  put(inner, rest, value);
}

/** Objects whose names are 0, 1, 2 … are lists. */
function tidy(form: Form): Form {
  for (const [name, value] of Object.entries(form)) {
    if (typeof value !== 'object' || Array.isArray(value)) continue;
    const inner = tidy(value);
    const names = Object.keys(inner);
    form[name] = names.every((key, index) => key === String(index)) ? Object.values(inner) : inner;
  }
  return form;
}
