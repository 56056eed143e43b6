import type { PlainField } from '../definition.ts';
import { type Circumstances, fault, isRecord, type Kind, type PartFault } from './kind.ts';
import { cleanParts, type Part, partFaults, partText } from './parts.ts';

export const medicareParts: readonly Part[] = [
  { id: 'number', name: 'the Medicare card number', maxLength: 20, code: true },
  { id: 'irn', name: 'the number beside your name on the card', maxLength: 5, code: true },
  { id: 'expiry', name: 'the month and year when the card expires', maxLength: 20, code: true },
];
export const dvaParts: readonly Part[] = [
  { id: 'number', name: 'the DVA file number', maxLength: 20, code: true },
  {
    id: 'colour',
    name: 'the colour of the card',
    maxLength: 10,
    options: [
      { value: 'gold', label: 'Gold' },
      { value: 'white', label: 'White' },
      { value: 'orange', label: 'Orange' },
    ],
  },
];
export const concessionParts: readonly Part[] = [
  {
    id: 'type',
    name: 'the type of card',
    maxLength: 30,
    options: [
      { value: 'pension', label: 'Pensioner Concession Card' },
      { value: 'health_care', label: 'Health Care Card' },
      { value: 'seniors_health', label: 'Commonwealth Seniors Health Card' },
    ],
  },
  { id: 'number', name: 'the card number', maxLength: 20, code: true },
  { id: 'expiry', name: 'the month and year when the card expires', maxLength: 20, code: true },
];

/** The first eight digits weigh 1 3 7 9 1 3 7 9; their sum ends in the ninth (Use of Healthcare Identifiers, NEHTA). */
export function isMedicareNumber(number: string): boolean {
  if (!/^[2-6]\d{9}$/.test(number)) return false;
  const sum = [1, 3, 7, 9, 1, 3, 7, 9].reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return sum % 10 === Number(number[8]);
}

/** Answer: `{ number, irn, expiry }`: ten digits, one digit, `YYYY-MM`. Eleven digits are taken apart. */
export const medicare: Kind<PlainField> = {
  clean(typed) {
    const answer = cleanParts(typed, medicareParts);
    if (!isRecord(answer)) return answer;
    const digits = partText(answer, 'number').replace(/[\s/-]/g, '');
    const split = answer.irn === undefined && /^\d{11}$/.test(digits);
    return withExpiry({
      ...answer,
      ...(digits && { number: split ? digits.slice(0, 10) : digits }),
      ...(split && { irn: digits.slice(10) }),
    });
  },
  check(answer, _field, at) {
    const number = partText(answer, 'number');
    const irn = partText(answer, 'irn');
    return [
      ...partFaults(answer, medicareParts),
      ...(number && !/^\d{10}$/.test(number)
        ? fault('malformed', 'Enter the 10 digits of the Medicare card number', 'number')
        : number && !isMedicareNumber(number)
          ? fault('check_digit', 'Check the Medicare card number: one of its digits does not fit', 'number')
          : []),
      ...(irn && !/^[1-9]$/.test(irn)
        ? fault('malformed', 'Enter the one digit beside your name on the card', 'irn')
        : []),
      ...expiryFaults(answer, at),
    ];
  },
};

/**
 * Answer: `{ number, colour }`. A file number is a letter for the state, one to three for the war, and digits
 * (`NBUR9080`); no published rule is complete, so an odd one is only warned about.
 */
export const dva: Kind<PlainField> = {
  clean(typed) {
    const answer = cleanParts(typed, dvaParts);
    const number = partText(answer, 'number').toUpperCase().replace(/\s/g, '');
    return number && isRecord(answer) ? { ...answer, number } : answer;
  },
  check(answer) {
    const faults = partFaults(answer, dvaParts);
    const number = partText(answer, 'number');
    if (faults.length > 0 || /^[NVQWST][A-Z]{0,3}\d{1,6}[A-Z]?$/.test(number)) return faults;
    const message = 'Check the DVA file number: it usually looks like NBUR9080';
    return [{ code: 'malformed', message, part: 'number', warning: true }];
  },
};

/** Answer: `{ type, number, expiry }`. Centrelink's numbers are nine digits and a letter; an odd one is only warned about. */
export const concession: Kind<PlainField> = {
  clean(typed) {
    const answer = cleanParts(typed, concessionParts);
    const number = partText(answer, 'number').toUpperCase().replace(/[\s-]/g, '');
    return isRecord(answer) ? withExpiry({ ...answer, ...(number && { number }) }) : answer;
  },
  check(answer, _field, at) {
    const faults = [...partFaults(answer, concessionParts), ...expiryFaults(answer, at)];
    const number = partText(answer, 'number');
    if (!number || /^\d{9}[A-Z]$/.test(number)) return faults;
    const message = 'Check the card number: it usually has 9 digits and a letter, like 307111942H';
    return [...faults, { code: 'malformed', message, part: 'number', warning: true }];
  },
};

/** `05/2027`, `5/27` and `2027-05` are one month. */
function withExpiry(answer: Record<string, unknown>): Record<string, unknown> {
  const written = partText(answer, 'expiry');
  const found = /^(\d{1,2})\s*[/ .-]\s*(\d{2}|\d{4})$/.exec(written);
  if (!found) return answer;
  const [, month = '', year = ''] = found;
  return { ...answer, expiry: `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}` };
}

function expiryFaults(answer: unknown, at: Circumstances): readonly PartFault[] {
  const expiry = partText(answer, 'expiry');
  if (!expiry) return [];
  if (!/^20\d{2}-(?:0[1-9]|1[0-2])$/.test(expiry)) {
    return fault('malformed', 'Enter the month and year when the card expires, like 05/2027', 'expiry');
  }
  if (expiry >= at.today.slice(0, 7)) return [];
  const message = 'This card has expired. If you have a new one, enter its details';
  return [{ code: 'expired', message, part: 'expiry', warning: true }];
}
