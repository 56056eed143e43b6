import type { Field } from '../definition.ts';
import { addressParts } from '../kinds/address.ts';
import { concessionParts, dvaParts, medicareParts } from '../kinds/cards.ts';
import { contactParts } from '../kinds/contact.ts';
import type { Part } from '../kinds/parts.ts';

/** The boxes of a field that has several, `undefined` for one that has one. FHIR writes them as a group. */
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

/** The value set that a field's options stand in; made from the questionnaire's own address. */
export function systemOf(base: string, linkId: string): string {
  return `${base}/CodeSystem/${linkId.replaceAll('.', '-')}`;
}

/** "the suburb or town" → "Suburb or town": how a box is called where it stands alone. */
export function boxLabel(part: Part): string {
  const words = part.name.replace(/^(?:the|your|a|an) /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
