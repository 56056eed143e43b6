import type { NewDocument } from '../../ports/records/document.ts';
import { unrecognised } from '../../ports/records/patient-facts.ts';
import type {
  Address,
  AddressRecord,
  CardFacts,
  CardsChange,
  EmergencyContact,
  RelatedPerson,
} from '../../ports/records/patient-file.ts';
import {
  addressDefaults,
  cardFields,
  cardsWithoutCode,
  contactDefaults,
  documentDefaults,
  relatedPersonCodes,
  relatedPersonDefaults,
  relationshipCodes,
} from './mapping/patient-file.ts';
import { filled, localDigits } from './mapping/text.ts';
import { codeIn } from './patient-shapes.ts';
import type * as wire from './wire.ts';

/** An address (contract 2.7). */
export function addressBody(address: Address): Record<string, unknown> {
  return {
    ...addressDefaults,
    addressLine1: address.line1,
    addressLine2: address.line2,
    cityCode: address.suburb,
    postcode: address.postcode,
    stateCode: address.state.toUpperCase(),
  };
}

export function addressRecord(record: wire.Address): AddressRecord {
  return {
    id: record.id,
    line1: record.addressLine1?.trim() ?? '',
    line2: filled(
      [record.addressLine2, record.addressLine3]
        .map((line) => line?.trim())
        .filter(Boolean)
        .join(', '),
    ),
    suburb: record.cityCode?.trim() ?? '',
    state: record.stateCode?.trim().toUpperCase() ?? '',
    postcode: record.postcode?.trim() ?? '',
    touched: !record.createdBy || record.createdBy !== record.updatedBy,
  };
}

/** Medicare and other cards (contract 2.9). */
export function cardFacts(record: Record<string, unknown>): CardFacts {
  const text = (name: keyof CardFacts) => {
    const value = record[cardFields[name]];
    return filled(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null);
  };
  const digits = text('medicareNumber')?.replace(/\D/g, '') ?? null;
  const agreed = record[cardFields.electronicPrescriptions];
  return {
    // Ten digits or eleven, with the IRN behind: U.
    medicareNumber: filled(digits?.slice(0, 10)),
    medicareIrn: text('medicareIrn') ?? filled(digits?.slice(10)),
    medicareExpiry: filled(text('medicareExpiry')?.slice(0, 7)),
    dvaNumber: text('dvaNumber'),
    dvaColour: text('dvaColour') === null ? null : unrecognised,
    concessionNumber: text('concessionNumber'),
    concessionType: text('concessionType') === null ? null : unrecognised,
    concessionExpiry: filled(text('concessionExpiry')?.slice(0, 7)),
    electronicPrescriptions:
      agreed === true || agreed === 'true' ? true : agreed === undefined || agreed === null ? null : false,
  };
}

/** The fields of every record that MediRecords fills itself. */
const stamps = new Set(['id', 'createdBy', 'createdDateTime', 'updatedBy', 'updatedDateTime']);

/** The present settings with a change in them. We send all of them, because the effect of sending a part is U. */
export function changedCards(
  patientId: string,
  whole: Record<string, unknown>,
  change: CardsChange,
): { body: Record<string, unknown>; leftOut: (keyof CardFacts)[]; changes: boolean } {
  const standing = Object.entries(whole).filter(
    ([name, value]) => !stamps.has(name) && value !== null && value !== '',
  );
  const written = namesOf(change).filter((name) => change[name] !== undefined);
  const leftOut = written.filter((name) => cardsWithoutCode.some((one) => one === name));
  const fields = written
    .filter((name) => !leftOut.includes(name))
    .map((name) => [cardFields[name], change[name]]);
  const body = { ...Object.fromEntries(standing), patientId, ...Object.fromEntries(fields) };
  return { body, leftOut, changes: fields.length > 0 };
}

/** `Object.keys` forgets which names an object of this shape can have. */
function namesOf(change: CardsChange): (keyof CardFacts)[] {
  return Object.keys(change) as (keyof CardFacts)[];
}

/** Whom to call in an emergency (contract 2.8). */
export function contactBody(contact: EmergencyContact): Record<string, unknown> {
  const phone = localDigits(contact.phone ?? '');
  return {
    ...contactDefaults,
    relationshipCode: relationshipCodes[contact.relationship ?? 'other'] ?? relationshipCodes.other,
    contactName: contact.name,
    ...phoneField(phone),
  };
}

/** Which field takes a number of digits. */
function phoneField(phone: string): { mobilePhone: string } | { homePhone: string } {
  return /^0[45]/.test(phone) ? { mobilePhone: phone } : { homePhone: phone };
}

/** Who books for the patient (contract 2.8). */
export function relatedPersonBody({ name, relation, email, phone }: RelatedPerson): Record<string, unknown> {
  return {
    ...relatedPersonDefaults,
    relationshipCode: relatedPersonCodes[relation],
    contactName: name,
    email,
    ...phoneField(localDigits(phone)),
  };
}

export function emergencyContact(record: wire.Relationship): EmergencyContact {
  const code = codeIn(record.relationshipCode);
  const phone = filled(record.mobilePhone) ?? filled(record.homePhone) ?? filled(record.workPhone);
  return {
    name: record.contactName?.trim() ?? '',
    relationship: Object.entries(relationshipCodes).find(([, one]) => one === code)?.[0] ?? null,
    phone: phone === null ? null : localDigits(phone),
  };
}

/** A document for the inbound correspondence (contract 2.10). */
export function documentForm(patientId: string, practiceId: string, document: NewDocument): FormData {
  const form = new FormData();
  const parts = {
    subject: document.subject,
    practiceId,
    patientId,
    importDate: document.date,
    ...documentDefaults,
    senderId: practiceId,
    recipientId: document.recipientId,
  };
  for (const [name, value] of Object.entries(parts)) form.set(name, value);
  // A copy: a view of a larger buffer would be sent whole by some runtimes.
  const pdf = new Blob([new Uint8Array(document.pdf)], { type: 'application/pdf' });
  form.set('attachment', pdf, document.filename);
  return form;
}
