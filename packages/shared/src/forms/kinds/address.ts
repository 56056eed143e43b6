import type { PlainField } from '../definition.ts';
import { fault, type Kind, type PartFault } from './kind.ts';
import { cleanParts, type Part, partFaults, partText } from './parts.ts';
import { isState, states, statesOf } from './postcodes.ts';

/** `line1`: MediRecords takes at most 50 characters. */
export const addressParts: readonly Part[] = [
  { id: 'line1', name: 'the street address', maxLength: 50 },
  { id: 'line2', name: 'the second address line', maxLength: 50, optional: true },
  { id: 'suburb', name: 'the suburb or town', maxLength: 60 },
  { id: 'state', name: 'the state or territory', maxLength: 3, options: states },
  { id: 'postcode', name: 'the postcode', maxLength: 20, code: true },
];

/**
 * Answer: `{ line1, line2?, suburb, state, postcode }`, the state in capitals, the postcode as text (0800).
 * Whether suburb, state and postcode belong together is a warning: towns on borders break every list.
 */
export const address: Kind<PlainField> = {
  clean(typed) {
    const answer = cleanParts(typed, addressParts);
    const state = partText(answer, 'state').toUpperCase();
    return state && typeof answer === 'object' ? { ...answer, state } : answer;
  },
  check(answer, _field, at) {
    const faults = partFaults(answer, addressParts);
    const postcode = partText(answer, 'postcode');
    if (postcode && !/^\d{4}$/.test(postcode)) {
      return [...faults, ...fault('malformed', 'Enter a postcode of 4 digits, like 3121', 'postcode')];
    }
    if (faults.length > 0) return faults;
    return together(partText(answer, 'suburb'), partText(answer, 'state'), postcode, at.suburbs?.(postcode));
  },
};

function together(
  suburb: string,
  state: string,
  postcode: string,
  known?: readonly string[],
): readonly PartFault[] {
  const possible = statesOf(postcode);
  if (isState(state) && !possible.includes(state)) {
    const message = possible.length
      ? `Check the postcode: ${postcode} is usually in ${possible.join(' or ')}, not ${state}`
      : `Check the postcode: we do not know ${postcode}`;
    return [{ code: 'postcode_state', message, part: 'postcode', warning: true }];
  }
  if (!known || known.includes(suburb.toUpperCase())) return [];
  const message = `Check the suburb: we do not know ${suburb} with the postcode ${postcode}`;
  return [{ code: 'postcode_suburb', message, part: 'suburb', warning: true }];
}
