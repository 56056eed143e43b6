import type { TaskFacts } from '../../staff-tasks/index.ts';

/** What a person has to do after a form was filed. */
export interface FilingReport {
  /** Facts of the form that differ from the record. */
  readonly differs: string[];
  /** Facts that the record system does not take, or has no code for, with what to type. */
  readonly byHand: { fact: string; value: string }[];
  /** What the record system refused, and the reason if it gave one. */
  readonly reasons: Set<string>;
}

export function emptyReport(): FilingReport {
  return { differs: [], byHand: [], reasons: new Set() };
}

/** Facts as staff know them. A fact that is not here keeps the record system's own name. */
const labels: Readonly<Record<string, string>> = {
  title: 'title',
  firstName: 'first name',
  lastName: 'last name',
  preferredName: 'preferred name',
  dateOfBirth: 'date of birth',
  gender: 'gender',
  email: 'email',
  mobilePhone: 'mobile',
  homePhone: 'other phone',
  indigenousStatus: 'Aboriginal or Torres Strait Islander origin',
  address: 'address',
  line1: 'street address',
  line2: 'second address line',
  suburb: 'suburb',
  state: 'state',
  postcode: 'postcode',
  medicareNumber: 'Medicare number',
  medicareIrn: 'Medicare IRN',
  medicareExpiry: 'Medicare expiry',
  dvaNumber: 'DVA number',
  dvaColour: 'DVA card colour',
  concessionNumber: 'concession card number',
  concessionType: 'type of concession card',
  concessionExpiry: 'concession card expiry',
  electronicPrescriptions: 'electronic prescriptions',
  emergencyContact: 'emergency contact',
  contactName: 'name of the emergency contact',
  contactRelationship: 'relationship of the emergency contact',
};

export function labelOf(fact: string): string {
  return labels[fact] ?? fact;
}

/** Values that are codes of ours, in words. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  title: { mr: 'Mr', mrs: 'Mrs', ms: 'Ms', miss: 'Miss', mx: 'Mx', dr: 'Dr' },
  indigenousStatus: {
    1: 'Aboriginal',
    2: 'Torres Strait Islander',
    3: 'Aboriginal and Torres Strait Islander',
    4: 'neither',
    9: 'not stated',
  },
  concessionType: {
    pension: 'Pensioner Concession Card',
    health_care: 'Health Care Card',
    seniors_health: 'Commonwealth Seniors Health Card',
  },
};

export function noteByHand(report: FilingReport, fact: string, value: string | boolean): void {
  const inWords = value === true ? 'agreed' : (words[fact]?.[String(value)] ?? String(value));
  report.byHand.push({ fact: labelOf(fact), value: inWords });
}

/**
 * Why, for the task: the record system's field names in our words, never what it quoted.
 * @param records how staff know the record system
 */
export function refusalInWords(
  records: string,
  refusal: { fields: readonly string[]; notOffered: boolean },
): string {
  if (refusal.notOffered) return `${records} does not let us change this`;
  if (refusal.fields.length === 0) return `${records} refused it without saying why`;
  return `${records} refused: ${refusal.fields.map(labelOf).join(', ')}`;
}

/** For the task that lists what to type. */
export function byHandFacts({ byHand, reasons }: FilingReport): Pick<TaskFacts, 'reason' | 'toType'> {
  return {
    ...(reasons.size > 0 ? { reason: `${[...reasons].join('. ')}.` } : {}),
    toType: byHand.map(({ fact, value }) => ({ fact, value })),
  };
}
