import { type FieldError, invalid, Refusal } from './refusal.ts';

export type Body = Record<string, unknown>;

/**
 * Reads the fields of a body and collects what is wrong with them, in the words of bean validation;
 * `done` refuses when there was anything.
 */
export class Fields {
  readonly #body: Body;
  readonly #errors: FieldError[] = [];

  constructor(body: Body) {
    this.#body = body;
  }

  refuse(parameter: string, message: string): void {
    this.#errors.push({ parameter, value: this.#body[parameter] ?? null, message });
  }

  /** @throws Refusal (400 `errors`) */
  done(): void {
    if (this.#errors.length > 0) throw invalid(...this.#errors);
  }

  has(name: string): boolean {
    const value = this.#body[name];
    return value !== undefined && value !== null && value !== '';
  }

  required(...names: string[]): void {
    for (const name of names) if (!this.has(name)) this.refuse(name, 'must not be null');
  }

  text(name: string, max = 255): string | null {
    const value = this.#body[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') this.refuse(name, 'must be a string');
    else if (value.length > max) this.refuse(name, `size must be between 0 and ${max}`);
    return String(value);
  }

  matching(name: string, pattern: RegExp): string | null {
    const value = this.text(name);
    if (value !== null && value !== '' && !pattern.test(value)) {
      this.refuse(name, `must match "${pattern.source}"`);
    }
    return value === '' ? null : value;
  }

  integer(name: string, allowed?: Iterable<number>): number | null {
    const value = this.#body[name];
    if (value === undefined || value === null) return null;
    const good = Number.isInteger(value) && (!allowed || [...allowed].includes(Number(value)));
    if (!good) this.refuse(name, Number.isInteger(value) ? 'is not a known code' : 'must be an integer');
    return Number(value);
  }

  flag(name: string): boolean | null {
    const value = this.#body[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'boolean') this.refuse(name, 'must be a boolean');
    return value === true;
  }

  /** A day that exists, `YYYY-MM-DD`. */
  day(name: string): string | null {
    const value = this.text(name);
    if (value === null || value === '') return null;
    const date = new Date(`${value}T00:00:00Z`);
    const real = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime());
    if (!real || date.toISOString().slice(0, 10) !== value)
      this.refuse(name, 'must be a date of the form yyyy-MM-dd');
    return value;
  }
}

/** @throws Refusal (400) when the body is no JSON object */
export async function bodyFrom(request: Request): Promise<Body> {
  try {
    const value: unknown = await request.json();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The same refusal for no JSON and for JSON of another kind.
  }
  throw new Refusal(400, { message: 'Malformed JSON request' });
}
