import type { Field } from '../definition.ts';
import { addressParts } from './address.ts';
import { concessionParts, dvaParts, medicareParts } from './cards.ts';
import { contactParts } from './contact.ts';
import type { Part } from './parts.ts';

/** The boxes of a field that has several, `undefined` for one that has one. */
export function boxesOf(field: Field): readonly Part[] | undefined {
  switch (field.kind) {
    case 'address':
      return addressParts;
    case 'medicare':
      return medicareParts;
    case 'dva':
      return dvaParts;
    case 'concession':
      return concessionParts;
    case 'contact':
      return contactParts;
    case 'rows':
      return field.columns;
    default:
      return undefined;
  }
}

/** "the suburb or town" → "Suburb or town": how a box is called where it stands alone. */
export function boxLabel(part: Part): string {
  const words = part.name.replace(/^(?:the|your|a|an) /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
