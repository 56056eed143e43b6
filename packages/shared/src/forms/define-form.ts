import type { Field, FormDefinition, Section } from './definition.ts';

/**
 * Checks a definition as it compiles: a condition may name only a question that comes before, of a kind that the
 * test fits, and only a value that the question offers. A mistake reads as a sentence in the compiler's message.
 */
export function defineForm<const T extends FormDefinition>(
  form: T & ([FormMistake<T>] extends [never] ? unknown : { readonly mistake: FormMistake<T> }),
): T {
  return form;
}

/** A section that several forms share. Its own conditions are checked where a form uses it. */
export function defineSection<const T extends Section>(section: T): T {
  return section;
}

type FormMistake<T extends FormDefinition> =
  | WalkSections<T['sections'], never, never>
  | FlagMistake<T['redFlags'][number], T['sections'][number]['fields'][number]>;

/** Goes through the sections in order, collecting the fields that were met on the way. */
type WalkSections<S extends readonly Section[], Met extends Field, Found> = S extends readonly [
  infer Head extends Section,
  ...infer Rest extends readonly Section[],
]
  ? WalkSections<
      Rest,
      Met | Head['fields'][number],
      Found | Mistake<Head, Met> | WalkFields<Head['fields'], Met, never>
    >
  : Found;

type WalkFields<F extends readonly Field[], Met extends Field, Found> = F extends readonly [
  infer Head extends Field,
  ...infer Rest extends readonly Field[],
]
  ? WalkFields<Rest, Met | Head, Found | Mistake<Head, Met>>
  : Found;

type FlagMistake<R, Met extends Field> = R extends {
  readonly code: infer C extends string;
  readonly when: infer W;
}
  ? ConditionMistake<W, Met, C>
  : never;

type Mistake<T extends { readonly id: string }, Met extends Field> = T extends { readonly showWhen: infer W }
  ? ConditionMistake<W, Met, T['id']>
  : never;

type ConditionMistake<W, Met extends Field, Id extends string> = W extends {
  readonly all: readonly (infer L)[];
}
  ? TestMistake<L, Met, Id>
  : W extends { readonly any: readonly (infer L)[] }
    ? TestMistake<L, Met, Id>
    : TestMistake<W, Met, Id>;

type TestMistake<L, Met extends Field, Id extends string> = L extends {
  readonly field: infer F extends string;
}
  ? [Extract<Met, { readonly id: F }>] extends [never]
    ? `"${Id}" depends on "${F}", and no question of that id comes before it`
    : ValueMistake<L, Extract<Met, { readonly id: F }>, F, Id>
  : never;

type ValueMistake<L, Asked extends Field, F extends string, Id extends string> = L extends {
  readonly is: infer V;
}
  ? Offered<V, Asked extends { readonly kind: 'yes_no' } ? boolean : OptionsOf<Asked, 'choice'>, F, Id>
  : L extends { readonly isOneOf: readonly (infer V)[] }
    ? Offered<V, OptionsOf<Asked, 'choice'>, F, Id>
    : L extends { readonly includes: infer V }
      ? Offered<V, OptionsOf<Asked, 'choices'>, F, Id>
      : L extends { readonly includesAnyOf: readonly (infer V)[] }
        ? Offered<V, OptionsOf<Asked, 'choices'>, F, Id>
        : L extends { readonly atLeast: number } | { readonly below: number }
          ? Asked extends { readonly kind: 'number' | 'scale' }
            ? never
            : `"${Id}" compares "${F}" with a number, but "${F}" asks for none`
          : never;

type OptionsOf<Asked, Kind> = Asked extends {
  readonly kind: Kind;
  readonly options: readonly { readonly value: infer V }[];
}
  ? V
  : never;

type Offered<V, Allowed, F extends string, Id extends string> = V extends Allowed
  ? never
  : `"${Id}" waits for ${V & (string | boolean)} in "${F}", which does not offer it`;
