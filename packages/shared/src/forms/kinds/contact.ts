import type { PlainField } from '../definition.ts';
import { fault, type Kind } from './kind.ts';
import { cleanParts, type Part, partFaults, partText } from './parts.ts';
import { isFullPhone } from './phone.ts';

/** The relationship of the contact to the patient. */
const relationships = [
  { value: 'partner', label: 'Partner' },
  { value: 'husband', label: 'Husband' },
  { value: 'wife', label: 'Wife' },
  { value: 'mother', label: 'Mother' },
  { value: 'father', label: 'Father' },
  { value: 'daughter', label: 'Daughter' },
  { value: 'son', label: 'Son' },
  { value: 'sister', label: 'Sister' },
  { value: 'brother', label: 'Brother' },
  { value: 'friend', label: 'Friend' },
  { value: 'other', label: 'Someone else' },
] as const;

export const contactParts: readonly Part[] = [
  { id: 'name', name: 'the name of your emergency contact', maxLength: 100 },
  { id: 'relationship', name: 'who this person is to you', maxLength: 20, options: relationships },
  { id: 'phone', name: 'the phone number of your emergency contact', maxLength: 40 },
];

/** Answer: `{ name, relationship, phone }`. */
export const contact: Kind<PlainField> = {
  clean: (typed) => cleanParts(typed, contactParts),
  check(answer) {
    const faults = partFaults(answer, contactParts);
    const phone = partText(answer, 'phone');
    if (!phone || isFullPhone(phone)) return faults;
    return [
      ...faults.filter(({ part }) => part !== 'phone'),
      ...fault('malformed', 'Enter a phone number with its area code, like 03 7010 4321', 'phone'),
    ];
  },
};
