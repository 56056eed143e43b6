import { invalid } from './failure.ts';
import type { Form, FormValue } from './form.ts';

/** Reads parameters the way Stripe does, and refuses in its words. */
export class Params {
  readonly #form: Form;

  /** @param known every parameter that the route takes; another one is refused */
  constructor(form: Form, known: readonly string[]) {
    this.#form = form;
    const stranger = Object.keys(form).find((name) => !known.includes(name));
    if (stranger !== undefined) {
      throw invalid(`Received unknown parameter: ${stranger}`, {
        code: 'parameter_unknown',
        param: stranger,
      });
    }
  }

  has(name: string): boolean {
    return this.#form[name] !== undefined;
  }

  /** An empty string is how Stripe's clients unset a value; it is `null` here. */
  text(name: string): string | null {
    const value = this.#form[name];
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, { param: name });
    return value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null) {
      throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
    }
    return value;
  }

  integer(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name });
    }
    return Number(value);
  }

  flag(name: string): boolean {
    return this.oneOf(name, ['true', 'false']) === 'true';
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      const list = choices.join(', ').replace(/, ([^,]*)$/, ', or $1');
      throw invalid(`Invalid ${name}: must be one of ${list}`, { param: name });
    }
    return found;
  }

  inner(name: string): Form | null {
    const value = this.#form[name];
    return isForm(value) ? value : null;
  }

  /** Keys up to 40 characters, values up to 500, at most 50; an empty value removes the key. */
  metadata(before: Readonly<Record<string, string>> = {}): Record<string, string> {
    const merged: Record<string, string> = { ...before };
    for (const [key, value] of Object.entries(this.inner('metadata') ?? {})) {
      if (typeof value !== 'string' || key.length > 40 || value.length > 500) {
        throw invalid(`Metadata values can have up to 500 characters, and keys up to 40: ${key}`, {
          param: 'metadata',
        });
      }
      if (value === '') delete merged[key];
      else merged[key] = value;
    }
    if (Object.keys(merged).length > 50) {
      throw invalid('You can only have up to 50 metadata keys.', { param: 'metadata' });
    }
    return merged;
  }

  /** `expand[]=latest_charge`; on lists the names begin with `data.`. */
  expand(): string[] {
    const value = this.#form.expand;
    const names = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    return names.map((name) => name.replace(/^data\./, ''));
  }
}

function isForm(value: FormValue | undefined): value is Form {
  return typeof value === 'object' && !Array.isArray(value);
}
