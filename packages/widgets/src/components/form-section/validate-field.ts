import type { Answers, Field } from '@botaniqal/shared/forms/definition.ts';
import { cleanAnswer, faultsOf } from '@botaniqal/shared/forms/engine.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { rowsOf } from '../fields/questions/rows.ts';

/** What is to be said about one field as it stands. */
export function validateField(field: Field, answers: Answers, today: string): readonly Fault[] {
  return inPlace(field, answers, faultsOf(field, answers[field.id], { today }));
}

/** The engine leaves out rows that are empty, and counts without them: back to the rows that are seen. */
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

/** The field that a path begins with. */
export function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}
