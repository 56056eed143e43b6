import type { Option } from '../definition.ts';
import { cleanCode, cleanLine, fault, isRecord, type PartFault } from './kind.ts';
import { cleanPhone } from './phone.ts';
import { textFaults } from './text.ts';

/** One box of an answer that has several. */
export interface Part {
  readonly id: string;
  /** As in a field: "Enter **a postcode**". */
  readonly name: string;
  readonly optional?: true;
  readonly maxLength: number;
  readonly options?: readonly Option[];
  /** A number or a code, which is cleaned more than words are. */
  readonly code?: true;
}

/** The boxes that were filled, cleaned, and nothing else; `undefined` when none was. */
export function cleanParts(typed: unknown, parts: readonly Part[]): unknown {
  if (!isRecord(typed)) return cleanLine(typed);
  const kept: Record<string, unknown> = {};
  for (const { id, code } of parts) {
    const clean = id === 'phone' ? cleanPhone : code ? cleanCode : cleanLine;
    const value = clean(typed[id]);
    if (value !== undefined) kept[id] = value;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What is missing, too long or not offered, box by box. */
export function partFaults(answer: unknown, parts: readonly Part[], prefix = ''): readonly PartFault[] {
  if (!isRecord(answer)) return fault('malformed', `Enter ${parts[0]?.name}`, prefix + parts[0]?.id);
  return parts.flatMap((part) => {
    const value = answer[part.id];
    const at = prefix + part.id;
    if (value === undefined) {
      if (part.optional) return [];
      return fault('missing', `${part.options ? 'Select' : 'Enter'} ${part.name}`, at);
    }
    if (!part.options) return textFaults(value, part.name, part.maxLength, at);
    return part.options.some((option) => option.value === value)
      ? []
      : fault('not_offered', `Select ${part.name}`, at);
  });
}

/** One box as text: empty when it was not filled, or with something else. */
export function partText(answer: unknown, id: string): string {
  const value = isRecord(answer) ? answer[id] : undefined;
  return typeof value === 'string' ? value : '';
}
