import { type PatientChange, type PatientFacts, unrecognised } from '../../../ports/records/patient-facts.ts';
import type {
  Address,
  AddressRecord,
  CardFacts,
  CardsChange,
  EmergencyContact,
} from '../../../ports/records/patient-file.ts';
import { emailKey, nameKey, readPhone } from '../../patients/index.ts';

/**
 * What of a form goes into a record. It fills what is empty and replaces placeholders. A value that stands there and
 * differs was entered by a person: it stays, and staff are told which fact differs.
 */
export interface Decision<Change, Name extends string> {
  write: Change;
  differs: readonly Name[];
}

export function detailsToWrite(
  record: PatientFacts,
  extracted: PatientChange,
): Decision<PatientChange, keyof PatientFacts> {
  const write: PatientChange = {};
  const differs: (keyof PatientFacts)[] = [];
  for (const name of namesOf(extracted)) {
    const current = record[name];
    const news = extracted[name];
    if (news === undefined || saysNothing(name, news, current)) continue;
    if (current === null || isNotStated(name, current)) Object.assign(write, { [name]: news });
    else if (current !== unrecognised && !isSameFact(name, current, news)) differs.push(name);
  }
  return { write, differs };
}

/** "Not stated" is no news where something is stated. */
function saysNothing(name: keyof PatientFacts, news: string, current: string | null): boolean {
  return isNotStated(name, news) && current !== null;
}

function isNotStated(name: keyof PatientFacts, value: string): boolean {
  return name === 'indigenousStatus' && value === '9';
}

function isSameFact(name: keyof PatientFacts, current: string, news: string): boolean {
  switch (name) {
    case 'firstName':
    case 'lastName':
    case 'preferredName':
      return nameKey(current) === nameKey(news);
    case 'email':
      return emailKey(current) === emailKey(news);
    case 'mobilePhone':
    case 'homePhone':
      return samePhone(current, news);
    default:
      return current === news;
  }
}

/** A card is its number: what belongs to another number is not added to it. */
const cards = [
  { number: 'medicareNumber', rest: ['medicareIrn', 'medicareExpiry'] },
  { number: 'dvaNumber', rest: ['dvaColour'] },
  { number: 'concessionNumber', rest: ['concessionType', 'concessionExpiry'] },
] as const;

export function cardsToWrite(
  record: CardFacts,
  extracted: CardsChange,
): Decision<CardsChange, keyof CardFacts> {
  const write: CardsChange = {};
  const differs: (keyof CardFacts)[] = [];
  for (const card of cards) {
    const number = extracted[card.number];
    if (number === undefined) continue;
    const current = record[card.number];
    if (current !== null && cardKey(current) !== cardKey(number)) {
      differs.push(card.number);
      continue;
    }
    if (current === null) write[card.number] = number;
    for (const name of card.rest) {
      const [news, there] = [extracted[name], record[name]];
      if (news === undefined || there === unrecognised || there === news) continue;
      if (there === null) Object.assign(write, { [name]: news });
      else differs.push(name);
    }
  }
  // The record says "no" both for a patient who declined and for one who was never asked; this patient has signed.
  if (extracted.electronicPrescriptions && record.electronicPrescriptions !== true) {
    write.electronicPrescriptions = true;
  }
  return { write, differs };
}

function cardKey(number: string): string {
  return number.replace(/[^\dA-Za-z]/g, '').toUpperCase();
}

export type AddressDecision =
  | { kind: 'nothing' }
  | { kind: 'create' }
  | { kind: 'change'; addressId: string }
  | { kind: 'differs' };

/** @param ours ids of addresses that earlier forms of this patient made */
export function addressToWrite(
  current: readonly AddressRecord[],
  extracted: Address,
  ours: readonly string[],
): AddressDecision {
  if (current.some((one) => sameAddress(one, extracted))) return { kind: 'nothing' };
  if (current.length === 0) return { kind: 'create' };
  const changeable = current.find((one) => ours.includes(one.id) && !one.touched);
  return changeable && current.length === 1
    ? { kind: 'change', addressId: changeable.id }
    : { kind: 'differs' };
}

function sameAddress(a: Address, b: Address): boolean {
  const key = ({ line1, line2, suburb, state, postcode }: Address) =>
    nameKey([line1, line2 ?? '', suburb, state, postcode].join(' '));
  return key(a) === key(b);
}

export type ContactDecision = 'nothing' | 'create' | 'differs';

export function contactToWrite(
  current: EmergencyContact | null,
  extracted: EmergencyContact,
): ContactDecision {
  if (current === null) return 'create';
  const same =
    nameKey(current.name) === nameKey(extracted.name) &&
    samePhone(current.phone ?? '', extracted.phone ?? '');
  return same ? 'nothing' : 'differs';
}

function samePhone(a: string, b: string): boolean {
  return readPhone(a).digits === readPhone(b).digits;
}

/** `Object.keys` forgets which names an object of this shape can have. */
function namesOf(change: PatientChange): (keyof PatientFacts)[] {
  return Object.keys(change) as (keyof PatientFacts)[];
}
