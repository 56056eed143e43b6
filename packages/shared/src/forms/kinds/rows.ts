import type { RowsField } from '../definition.ts';
import { cleanText, fault, type Kind } from './kind.ts';
import { cleanParts, partFaults } from './parts.ts';

/** Answer: a list of `{ column: text }`, without the rows that were left empty. */
export const rows: Kind<RowsField> = {
  clean(typed, field) {
    if (!Array.isArray(typed)) return cleanText(typed);
    const kept = typed.map((row) => cleanParts(row, field.columns)).filter((row) => row !== undefined);
    return kept.length > 0 ? kept : undefined;
  },
  check(answer, field) {
    if (!Array.isArray(answer)) return fault('malformed', `Enter ${field.name}`);
    if (answer.length > field.maxRows) {
      return fault(
        'too_many',
        `Enter ${field.maxRows} or fewer, and tell us about the rest in your appointment`,
      );
    }
    return answer.flatMap((row, at) => partFaults(row, field.columns, `${at}.`));
  },
};
