import type { Answers, Field } from '@botaniqal/shared/forms/definition.ts';
import { cleanAnswer, faultsOf } from '@botaniqal/shared/forms/engine.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { rowsOf } from '../fields/questions/rows.ts';

/** The faults of one field's current value. */
export function validateField(field: Field, answers: Answers, today: string): readonly Fault[] {
  return inPlace(field, answers, faultsOf(field, answers[field.id], { today }));
}

/** The engine counts without empty rows. This converts its paths to the rows that the patient sees. */
export function inPlace(field: Field, answers: Answers, faults: readonly Fault[]): readonly Fault[] {
  if (field.kind !== 'rows') return faults;
  const filled = rowsOf(answers[field.id]).flatMap((row, index) =>
    cleanAnswer(field, [row]) === undefined ? [] : index,
  );
  return faults.map((fault) => {
    const [id, at, ...rest] = fault.path.split('.');
    return at === undefined ? fault : { ...fault, path: [id, filled[Number(at)] ?? at, ...rest].join('.') };
  });
}

/** The id of the field at the beginning of a path. */
export function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}
