import { tidyCode, tidyName, tidyText } from '../../validation/typed-text.ts';
import type { Answers, Field, FieldKind } from '../definition.ts';

/** What an answer is judged by, beside the answer itself. */
export interface Circumstances {
  /** The day on which the patient answers, `YYYY-MM-DD` in their own zone. */
  readonly today: string;
  /** Answers that the clinic already has, from the booking or from an earlier form. */
  readonly known?: Answers;
  /** The suburbs of a postcode, upper case; `undefined` when the list is not at hand. The browser has none. */
  readonly suburbs?: (postcode: string) => readonly string[] | undefined;
}

export type FaultCode =
  | 'missing'
  | 'malformed'
  | 'too_long'
  | 'too_many'
  | 'too_low'
  | 'too_high'
  | 'not_offered'
  | 'exclusive'
  | 'future'
  | 'past'
  | 'too_early'
  | 'check_digit'
  | 'expired'
  | 'outdated'
  | 'postcode_state'
  | 'postcode_suburb';

/** What does not hold. `path` is dotted from the answers on (`address.postcode`, `medicines.0.name`). */
export interface Fault {
  readonly path: string;
  readonly code: FaultCode;
  /** What to do about it, as the patient reads it. */
  readonly message: string;
  /** Worth a second look, but no reason to hold the form back. */
  readonly warning?: true;
}

/** A fault within one answer; the engine puts the field's id before `part`. */
export interface PartFault extends Omit<Fault, 'path'> {
  readonly part?: string;
}

/** How one kind of question cleans and checks a typed value. Neither may throw, even for values of the wrong type. */
export interface Kind<F extends Field = Field> {
  /**
   * What was typed, as it is stored: without what no person sees, dates and phones in one shape. `undefined`: nothing
   * was answered. What makes no sense is handed on as it is, for `check` to refuse.
   */
  clean(typed: unknown, field: F): unknown;
  /** Checks a cleaned answer. The engine reports missing answers. */
  check(answer: unknown, field: F, at: Circumstances): readonly PartFault[];
}

export type FieldOf<K extends FieldKind> = Field extends infer F
  ? F extends { readonly kind: infer G }
    ? K extends G
      ? F & Field
      : never
    : never
  : never;

/** A module for each kind of question. */
export type Kinds = { readonly [K in FieldKind]: Kind<FieldOf<K>> };

/** The module of a field's kind. */
export function kindOf(field: Field, kinds: Kinds): Kind {
  // The registry pairs each kind with its field, which the type of a lookup by a union cannot express.
  return kinds[field.kind] as Kind;
}

export const holds: readonly PartFault[] = [];

/** One fault, as the list that `check` returns. */
export function fault(code: FaultCode, message: string, part?: string): readonly PartFault[] {
  return [part === undefined ? { code, message } : { code, message, part }];
}

/** "your date of birth" → "Your date of birth", to begin a sentence. */
export function sentence(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Free text without what no person sees; `undefined` when nothing is left. What is no text stays as it is. */
export function cleanText(typed: unknown): unknown {
  return cleaned(typed, tidyText);
}

/** The same for names and other text of one line. */
export function cleanLine(typed: unknown): unknown {
  return cleaned(typed, tidyName);
}

/** The same for numbers, dates, phones and codes. */
export function cleanCode(typed: unknown): unknown {
  return cleaned(typed, tidyCode);
}

function cleaned(typed: unknown, tidy: (text: string) => string): unknown {
  if (typeof typed === 'string') return tidy(typed) || undefined;
  return typed ?? undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any value as text. A request may contain an object for which `String` throws. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
