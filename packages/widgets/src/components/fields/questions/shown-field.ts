import type { Field } from '@botaniqal/shared/forms/definition.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';

/** A field for its view: its value, its faults, and the function that takes a change. */
export interface ShownField<F extends Field = Field> {
  readonly field: F;
  /** As typed, or as saved before; `undefined`: no answer yet. */
  readonly typed: unknown;
  /** Each path begins with the field's id. */
  readonly faults: readonly Fault[];
  /**
   * @param how makes the new value from the current one. A browser fills several boxes before the next render, so a view
   * must not use the value that it has drawn.
   */
  readonly change: (how: (typed: unknown) => unknown) => void;
}

/** The fault at one path. */
export function faultAt(faults: readonly Fault[], path: string): Fault | undefined {
  return faults.find((fault) => fault.path === path);
}

/** The text of a single box. */
export function textOf(typed: unknown): string {
  return typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
}
