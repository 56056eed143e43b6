import type { NewDocument } from '../../ports/records/document.ts';
import type { PatientFacts } from '../../ports/records/patient-facts.ts';
import type {
  Address,
  AddressRecord,
  CardFacts,
  CardsChange,
  EmergencyContact,
  RelatedPerson,
} from '../../ports/records/patient-file.ts';
import { RecordsRefusal } from '../../ports/records/refusal.ts';

export const emptyFacts: PatientFacts = {
  title: null,
  firstName: null,
  lastName: null,
  preferredName: null,
  dateOfBirth: null,
  gender: null,
  email: null,
  mobilePhone: null,
  homePhone: null,
  indigenousStatus: null,
};

export const emptyCards: CardFacts = {
  medicareNumber: null,
  medicareIrn: null,
  medicareExpiry: null,
  dvaNumber: null,
  dvaColour: null,
  concessionNumber: null,
  concessionType: null,
  concessionExpiry: null,
  electronicPrescriptions: null,
};

interface PatientFile {
  /** Beyond what finding patients needs. */
  facts: Partial<PatientFacts>;
  addresses: AddressRecord[];
  cards: Partial<CardFacts> | null;
  contact: EmergencyContact | null;
  relatedPeople: RelatedPerson[];
  documents: (NewDocument & { id: string })[];
}

/** Addresses, cards, contacts and documents of patients, in memory. */
export class InMemoryPatientFiles {
  readonly #files = new Map<string, PatientFile>();
  /** A suburb that does not belong to any postcode. */
  unknownSuburb = 'Nowhere';
  /** Whether cards that are there can be changed. */
  cardsCanBeChanged = true;

  of(patientId: string): PatientFile {
    const file = this.#files.get(patientId) ?? {
      facts: {},
      addresses: [],
      cards: null,
      contact: null,
      relatedPeople: [],
      documents: [],
    };
    this.#files.set(patientId, file);
    return file;
  }

  addAddress(patientId: string, address: Address): { id: string } {
    this.#check(address);
    const record = {
      ...address,
      state: address.state.toUpperCase(),
      id: crypto.randomUUID(),
      touched: false,
    };
    this.of(patientId).addresses.push(record);
    return { id: record.id };
  }

  changeAddress(patientId: string, addressId: string, address: Address): void {
    const record = this.of(patientId).addresses.find((one) => one.id === addressId);
    if (!record) throw refusal([]);
    this.#check(address);
    Object.assign(record, address);
  }

  saveCards(patientId: string, change: CardsChange): { leftOut: (keyof CardFacts)[] } {
    const file = this.of(patientId);
    if (file.cards !== null && !this.cardsCanBeChanged) throw refusal([]);
    const { dvaColour, concessionType, ...kept } = change;
    file.cards = { ...file.cards, ...kept };
    return {
      leftOut: [
        ...(dvaColour === undefined ? [] : (['dvaColour'] as const)),
        ...(concessionType === undefined ? [] : (['concessionType'] as const)),
      ],
    };
  }

  addContact(patientId: string, contact: EmergencyContact): void {
    if (this.of(patientId).contact) throw refusal(['isEmergency']);
    this.of(patientId).contact = { ...contact };
  }

  addDocument(patientId: string, document: NewDocument): { id: string } {
    const id = crypto.randomUUID();
    this.of(patientId).documents.push({ ...document, id });
    return { id };
  }

  #check(address: Address): void {
    if (address.suburb === this.unknownSuburb) throw refusal(['suburb']);
    if (address.line1.length > 50) throw refusal(['line1']);
  }
}

function refusal(fields: string[]): RecordsRefusal {
  return new RecordsRefusal('medirecords', { fields, notOffered: false }, { status: 400 });
}
