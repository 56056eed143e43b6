import type { Answers, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { factsOf } from '@botaniqal/shared/forms/engine.ts';
import type { Fact } from '@botaniqal/shared/forms/facts.ts';
import { partText } from '@botaniqal/shared/forms/kinds/parts.ts';
import type { PatientChange } from '../../../ports/records/patient-facts.ts';
import type { Address, CardsChange, EmergencyContact } from '../../../ports/records/patient-file.ts';
import { readPhone } from '../../patients/index.ts';

/** What a form tells of the patient, for the fields of their record. The rest stays in the document. */
export interface ExtractedFacts {
  details: PatientChange;
  address: Address | null;
  cards: CardsChange;
  contact: EmergencyContact | null;
}

/** Nothing to file as facts. */
export const noFacts: ExtractedFacts = { details: {}, address: null, cards: {}, contact: null };

/** @param answers as `readForm` cleaned them */
export function extractFacts(form: FormDefinition, answers: Answers): ExtractedFacts {
  const extracted = factsOf(form, answers);
  return {
    details: detailsIn(extracted),
    address: addressIn(extracted.get('address')),
    cards: cardsIn(extracted),
    contact: contactIn(extracted.get('emergencyContact')),
  };
}

type FactAnswers = ReadonlyMap<Fact, unknown>;

function detailsIn(extracted: FactAnswers): PatientChange {
  const words = (fact: Fact): string | undefined => {
    const answer = extracted.get(fact);
    return typeof answer === 'string' && answer !== '' ? answer : undefined;
  };
  const phone = (fact: Fact): string | undefined => {
    const typed = words(fact);
    return typed === undefined ? undefined : readPhone(typed).digits;
  };
  return given({
    title: oneOf(titles, extracted.get('title')),
    firstName: words('firstName'),
    lastName: words('lastName'),
    preferredName: words('preferredName'),
    dateOfBirth: words('dateOfBirth'),
    gender: oneOf(genders, extracted.get('gender')),
    email: words('email'),
    mobilePhone: phone('mobilePhone'),
    homePhone: phone('homePhone'),
    indigenousStatus: oneOf(indigenousStatuses, extracted.get('indigenousStatus')),
  });
}

/** "None" and "I would rather not say" tell nothing that could stand in the record. */
const titles = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr'] as const;
const genders = ['female', 'male', 'other'] as const;
const indigenousStatuses = ['1', '2', '3', '4', '9'] as const;
const dvaColours = ['gold', 'white', 'orange'] as const;
const concessionTypes = ['pension', 'health_care', 'seniors_health'] as const;

function oneOf<Value extends string>(values: readonly Value[], answer: unknown): Value | undefined {
  return values.find((value) => value === answer);
}

function addressIn(answer: unknown): Address | null {
  const box = (id: string) => partText(answer, id);
  if (!box('line1') || !box('suburb')) return null;
  const [line1, suburb, state, postcode] = [box('line1'), box('suburb'), box('state'), box('postcode')];
  return { line1, line2: box('line2') || null, suburb, state, postcode };
}

function cardsIn(extracted: FactAnswers): CardsChange {
  const box = (fact: Fact, id: string) => partText(extracted.get(fact), id) || undefined;
  return given({
    medicareNumber: box('medicare', 'number'),
    medicareIrn: box('medicare', 'irn'),
    medicareExpiry: box('medicare', 'expiry'),
    dvaNumber: box('dva', 'number'),
    dvaColour: oneOf(dvaColours, box('dva', 'colour')),
    concessionNumber: box('concession', 'number'),
    concessionType: oneOf(concessionTypes, box('concession', 'type')),
    concessionExpiry: box('concession', 'expiry'),
    // A consent that was not given has no answer.
    electronicPrescriptions: extracted.has('electronicPrescriptions') ? true : undefined,
  });
}

function contactIn(answer: unknown): EmergencyContact | null {
  const name = partText(answer, 'name');
  const phone = partText(answer, 'phone');
  if (!name || !phone) return null;
  return { name, relationship: partText(answer, 'relationship') || null, phone: readPhone(phone).digits };
}

/** Without what was not told. */
function given<Facts extends object>(
  facts: Facts,
): { [Name in keyof Facts]?: Exclude<Facts[Name], undefined> } {
  const extracted = Object.entries(facts).filter(([, value]) => value !== undefined);
  // What is left of an object has the values that the object had.
  return Object.fromEntries(extracted) as { [Name in keyof Facts]?: Exclude<Facts[Name], undefined> };
}
