import type { Field } from '@botaniqal/shared/forms/definition.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';

/** A field as it is drawn: its value, its faults, and where a change goes. */
export interface ShownField<F extends Field = Field> {
  readonly field: F;
  /** As typed, or as an earlier answer stands; `undefined`: nothing yet. */
  readonly typed: unknown;
  /** With their paths from the field's id on. */
  readonly faults: readonly Fault[];
  /**
   * @param how makes the new value of the one that stands there now. A browser fills several boxes in one breath,
   * before anything is drawn again: none may go by what was drawn.
   */
  readonly change: (how: (typed: unknown) => unknown) => void;
}

/** What is said at one place. */
export function faultAt(faults: readonly Fault[], path: string): Fault | undefined {
  return faults.find((fault) => fault.path === path);
}

/** The text of a single box. */
export function textOf(typed: unknown): string {
  return typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
}
