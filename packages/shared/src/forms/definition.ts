/**
 * A form is data: sections of fields, each with its words, its rule and when it is shown. This file is the
 * language; `define-form.ts` checks what is written in it as it compiles, `lint/` proves the rest.
 * A definition travels as JSON (`GET /api/forms/{formId}`): no functions, no dates, no regular expressions.
 */
import type { FormId } from '../ids/ids.ts';
import type { Fact } from './facts.ts';
import type { SupportLineId } from './triage/support-lines.ts';

/** The answers, by field id. `kinds/` describes the value of each kind of field. */
export type Answers = Readonly<Record<string, unknown>>;

/** What the booking already knows of a patient and may fill in. */
export type KnownKey = 'firstName' | 'lastName' | 'dateOfBirth' | 'email' | 'phone' | 'primaryConcern';

/**
 * One test on one earlier answer. A question that was not answered, or is not shown, passes none of them.
 * `is`: a choice, or a yes/no (`true` is yes). `includes`: one of several choices was ticked.
 * `atLeast`, `below`: a number or a scale.
 */
export type Test =
  | { readonly field: string; readonly is: string | boolean }
  | { readonly field: string; readonly isOneOf: readonly string[] }
  | { readonly field: string; readonly includes: string }
  | { readonly field: string; readonly includesAnyOf: readonly string[] }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number }
  | { readonly field: string; readonly answered: true };

/** One test, or several that must all pass, or of which one is enough. Deeper nesting is not needed, and not possible. */
export type Condition = Test | { readonly all: readonly Test[] } | { readonly any: readonly Test[] };

export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
  /** "None of these": cannot stand beside another choice. */
  readonly exclusive?: true;
}

interface FieldBase {
  /** Unique in the form, camelCase. The same id in two forms is the same question. */
  readonly id: string;
  /** The question, as the patient reads it. */
  readonly label: string;
  readonly hint?: string;
  /**
   * How messages name it: "Enter **your date of birth**", "Select **how often you smoke**"; after yes/no and
   * consent it completes "Select yes if …" and "Confirm that …".
   */
  readonly name: string;
  /** May be left empty. Fields are required unless they say so. */
  readonly optional?: true;
  readonly showWhen?: Condition;
  /** The fact of the patient's record that the answer is written to. Everything else is filed in the PDF only. */
  readonly files?: Fact;
  /** What the booking knows stands in the field already; the patient may change it. */
  readonly prefill?: KnownKey;
  /** Not asked at all when an earlier form or the booking holds a valid answer under the same id. */
  readonly askOnce?: true;
}

export interface TextField extends FieldBase {
  readonly kind: 'text' | 'long_text';
  readonly maxLength: number;
  /** The browser's autofill token. */
  readonly autocomplete?: string;
}
export interface EmailField extends FieldBase {
  readonly kind: 'email';
}
export interface PhoneField extends FieldBase {
  readonly kind: 'phone';
  /** `mobile`: a number that takes text messages (04 …). */
  readonly type?: 'mobile';
}
export interface DateField extends FieldBase {
  readonly kind: 'date';
  /** `YYYY` and `YYYY-MM` are enough. */
  readonly partial?: true;
  /** Not after today, or not before today. */
  readonly when?: 'past' | 'future';
  /** `bday` for a date of birth. */
  readonly autocomplete?: string;
}
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Digits behind the point; 0 unless told. */
  readonly decimals?: number;
}
export interface ScaleField extends FieldBase {
  readonly kind: 'scale';
  readonly min: number;
  readonly max: number;
  /** What the two ends mean. */
  readonly ends: readonly [string, string];
}
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}
export interface ChoicesField extends FieldBase {
  readonly kind: 'choices';
  readonly options: readonly Option[];
}
export interface YesNoField extends FieldBase {
  readonly kind: 'yes_no';
}
export interface PlainField extends FieldBase {
  readonly kind: 'address' | 'medicare' | 'dva' | 'concession' | 'contact';
}
/** One cell of a repeating row. */
export interface Column {
  readonly id: string;
  readonly label: string;
  /** As in a field: "Enter **the name of the medicine**". */
  readonly name: string;
  readonly optional?: true;
  readonly maxLength: number;
  readonly options?: readonly Option[];
}
export interface RowsField extends FieldBase {
  readonly kind: 'rows';
  /** What one row is: "medicine". */
  readonly item: string;
  readonly columns: readonly Column[];
  readonly maxRows: number;
}
export interface ConsentField extends FieldBase {
  readonly kind: 'consent';
  /** What the patient agrees to, in full; paragraphs. Changing it means a new version. */
  readonly text: readonly string[];
  /** Travels with the answer, so that the record says what was agreed to. */
  readonly version: string;
}
export interface SignatureField extends FieldBase {
  readonly kind: 'signature';
}

export type Field =
  | TextField
  | EmailField
  | PhoneField
  | DateField
  | NumberField
  | ScaleField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | PlainField
  | RowsField
  | ConsentField
  | SignatureField;
export type FieldKind = Field['kind'];

/** One group of questions, shown together. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly showWhen?: Condition;
  readonly fields: readonly Field[];
}

/** How soon a person needs help; the first is the most urgent. */
export type Urgency = 'emergency' | 'same_day' | 'soon' | 'routine' | 'self_care';

/** An answer after which no booking may follow: self-service stops and help is shown. */
export interface RedFlag {
  readonly code: string;
  readonly when: Condition;
  readonly urgency: 'emergency' | 'same_day';
  /** For the consultant: what was answered, in a sentence. */
  readonly reason: string;
  /** Which lines are shown, the most important first. */
  readonly support: readonly SupportLineId[];
}

export interface FormDefinition {
  readonly id: FormId;
  /** Changes with each change to the definition; stored with every submission. */
  readonly version: string;
  readonly title: string;
  readonly intro: string;
  /** About how long it takes. */
  readonly minutes: number;
  /** The form whose answers this one takes as known. */
  readonly buildsOn?: FormId;
  readonly sections: readonly Section[];
  readonly redFlags: readonly RedFlag[];
}

/** Every field of a form in order, each with the section it stands in. */
export function* fieldsOf(form: {
  readonly sections: readonly Section[];
}): Generator<{ field: Field; section: Section }> {
  for (const section of form.sections) for (const field of section.fields) yield { field, section };
}

/** The tests of a condition, and whether all must pass or one is enough. */
export function testsOf(condition: Condition): { readonly tests: readonly Test[]; readonly every: boolean } {
  if ('all' in condition) return { tests: condition.all, every: true };
  if ('any' in condition) return { tests: condition.any, every: false };
  return { tests: [condition], every: true };
}
