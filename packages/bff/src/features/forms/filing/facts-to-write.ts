import {
  type Address,
  type AddressRecord,
  type CardFacts,
  type CardsChange,
  type EmergencyContact,
  type PatientChange,
  type PatientFacts,
  unrecognised,
} from '../../../ports/records.ts';
import { emailKey, nameKey, readPhone } from '../../patients/index.ts';

/**
 * What of a form goes into a record. It fills what is empty and replaces placeholders. A value that stands there and
 * differs is somebody's work: it stays, and a person is told which.
 */
export interface Decision<Change, Name extends string> {
  write: Change;
  differs: readonly Name[];
}

export function detailsToWrite(
  record: PatientFacts,
  told: PatientChange,
): Decision<PatientChange, keyof PatientFacts> {
  const write: PatientChange = {};
  const differs: (keyof PatientFacts)[] = [];
  for (const name of namesOf(told)) {
    const standing = record[name];
    const news = told[name];
    if (news === undefined || saysNothing(name, news, standing)) continue;
    if (standing === null || isNotStated(name, standing)) Object.assign(write, { [name]: news });
    else if (standing !== unrecognised && !isSameFact(name, standing, news)) differs.push(name);
  }
  return { write, differs };
}

/** "Not stated" is no news where something is stated. */
function saysNothing(name: keyof PatientFacts, news: string, standing: string | null): boolean {
  return isNotStated(name, news) && standing !== null;
}

function isNotStated(name: keyof PatientFacts, value: string): boolean {
  return name === 'indigenousStatus' && value === '9';
}

function isSameFact(name: keyof PatientFacts, standing: string, news: string): boolean {
  switch (name) {
    case 'firstName':
    case 'lastName':
    case 'preferredName':
      return nameKey(standing) === nameKey(news);
    case 'email':
      return emailKey(standing) === emailKey(news);
    case 'mobilePhone':
    case 'homePhone':
      return samePhone(standing, news);
    default:
      return standing === news;
  }
}

/** A card is its number: what belongs to another number is not added to it. */
const cards = [
  { number: 'medicareNumber', rest: ['medicareIrn', 'medicareExpiry'] },
  { number: 'dvaNumber', rest: ['dvaColour'] },
  { number: 'concessionNumber', rest: ['concessionType', 'concessionExpiry'] },
] as const;

export function cardsToWrite(record: CardFacts, told: CardsChange): Decision<CardsChange, keyof CardFacts> {
  const write: CardsChange = {};
  const differs: (keyof CardFacts)[] = [];
  for (const card of cards) {
    const number = told[card.number];
    if (number === undefined) continue;
    const standing = record[card.number];
    if (standing !== null && cardKey(standing) !== cardKey(number)) {
      differs.push(card.number);
      continue;
    }
    if (standing === null) write[card.number] = number;
    for (const name of card.rest) {
      const [news, there] = [told[name], record[name]];
      if (news === undefined || there === unrecognised || there === news) continue;
      if (there === null) Object.assign(write, { [name]: news });
      else differs.push(name);
    }
  }
  // A "no" that nobody was asked for looks the same as one that was given; the patient has signed this one.
  if (told.electronicPrescriptions && record.electronicPrescriptions !== true) {
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
  standing: readonly AddressRecord[],
  told: Address,
  ours: readonly string[],
): AddressDecision {
  if (standing.some((one) => sameAddress(one, told))) return { kind: 'nothing' };
  if (standing.length === 0) return { kind: 'create' };
  const changeable = standing.find((one) => ours.includes(one.id) && !one.touched);
  return changeable && standing.length === 1
    ? { kind: 'change', addressId: changeable.id }
    : { kind: 'differs' };
}

function sameAddress(a: Address, b: Address): boolean {
  const key = ({ line1, line2, suburb, state, postcode }: Address) =>
    nameKey([line1, line2 ?? '', suburb, state, postcode].join(' '));
  return key(a) === key(b);
}

export type ContactDecision = 'nothing' | 'create' | 'differs';

export function contactToWrite(standing: EmergencyContact | null, told: EmergencyContact): ContactDecision {
  if (standing === null) return 'create';
  const same =
    nameKey(standing.name) === nameKey(told.name) && samePhone(standing.phone ?? '', told.phone ?? '');
  return same ? 'nothing' : 'differs';
}

function samePhone(a: string, b: string): boolean {
  return readPhone(a).digits === readPhone(b).digits;
}

/** `Object.keys` forgets which names an object of this shape can have. */
function namesOf(change: PatientChange): (keyof PatientFacts)[] {
  return Object.keys(change) as (keyof PatientFacts)[];
}
