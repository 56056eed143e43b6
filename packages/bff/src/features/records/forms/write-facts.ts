import { and, eq, isNotNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { PatientChange, Written } from '../../../ports/records/patient-facts.ts';
import type { CardsChange } from '../../../ports/records/patient-file.ts';
import { RecordsRefusal } from '../../../ports/records/refusal.ts';
import { atMostOnce } from '../at-most-once.ts';
import type { FilingDeps } from '../deps.ts';
import { type Filing, updateFiling } from '../filing-store.ts';
import { NeedsPerson } from '../needs-person.ts';
import { recordFilings } from '../tables.ts';
import type { ExtractedFacts } from './extracted-facts.ts';
import { addressToWrite, cardsToWrite, contactToWrite, detailsToWrite } from './facts-to-write.ts';
import { type FilingReport, labelOf, noteByHand, refusalInWords } from './filing-report.ts';

interface Writing {
  deps: FilingDeps;
  filing: Filing;
  patientId: string;
  extracted: ExtractedFacts;
  report: FilingReport;
  signal: AbortSignal;
}

/**
 * Writes the facts of a form into the record. Each looks first, so that doing it again changes nothing; what is refused
 * or differs goes into the report, and the rest is written all the same.
 */
export async function writeFacts(writing: Writing): Promise<void> {
  await writeDetails(writing);
  await writeAddress(writing);
  await writeCards(writing);
  await writeContact(writing);
}

async function writeDetails(writing: Writing): Promise<void> {
  const { deps, patientId, extracted, report, signal } = writing;
  if (Object.keys(extracted.details).length === 0) return;
  await unlessRefused(writing, extracted.details, async () => {
    const record = await deps.records.readPatient(patientId, signal);
    if (!record)
      throw new NeedsPerson(`The record of this patient is not in ${deps.records.displayName} any more`);
    const { write, differs } = detailsToWrite(record, extracted.details);
    report.differs.push(...differs.map(labelOf));
    await writeTaken(writing, write, 'patient.updated', (change: PatientChange) =>
      deps.records.updatePatient(patientId, change, signal),
    );
  });
}

async function writeCards(writing: Writing): Promise<void> {
  const { deps, patientId, extracted, report, signal } = writing;
  if (Object.keys(extracted.cards).length === 0) return;
  await unlessRefused(writing, extracted.cards, async () => {
    const { write, differs } = cardsToWrite(await deps.records.readCards(patientId, signal), extracted.cards);
    report.differs.push(...differs.map(labelOf));
    await writeTaken(writing, write, 'patient.cards_saved', (change: CardsChange) =>
      deps.records.saveCards(patientId, change, signal),
    );
  });
}

/**
 * Writes as many of the facts as are taken. Fields that are refused by name are left out of a second try; refused
 * otherwise, all of it is for a person.
 */
async function writeTaken<Change extends object>(
  writing: Writing,
  wanted: Change,
  action: string,
  write: (change: Change) => Promise<Written<string>>,
): Promise<void> {
  const { deps, report } = writing;
  let change = wanted;
  while (Object.keys(change).length > 0) {
    try {
      const { leftOut } = await write(change);
      for (const [name, value] of Object.entries(change)) {
        if (leftOut.includes(name)) noteByHand(report, name, value);
      }
      if (leftOut.length < Object.keys(change).length) await note(writing, action);
      return;
    } catch (error) {
      const refusal = refusalOf(error);
      report.reasons.add(refusalInWords(deps.records.displayName, refusal));
      const names = Object.keys(change);
      const named = names.filter((name) => refusal.fields.includes(name));
      const dropped = named.length > 0 && !refusal.notOffered ? named : names;
      for (const [name, value] of Object.entries(change)) {
        if (dropped.includes(name)) noteByHand(report, name, value);
      }
      change = without(change, dropped);
    }
  }
}

/** A change with some of its facts gone is a change of the same kind. */
function without<Change extends object>(change: Change, dropped: readonly string[]): Change {
  return Object.fromEntries(Object.entries(change).filter(([name]) => !dropped.includes(name))) as Change;
}

async function writeAddress(writing: Writing): Promise<void> {
  const { deps, filing, patientId, extracted, report, signal } = writing;
  const { address } = extracted;
  if (!address) return;
  await unlessRefused(writing, { address: addressInWords(address) }, async () => {
    const current = await deps.records.readAddresses(patientId, signal);
    const decision = addressToWrite(current, address, await ourAddresses(writing));
    if (decision.kind === 'differs') report.differs.push(labelOf('address'));
    if (decision.kind === 'nothing' || decision.kind === 'differs') return;
    if (decision.kind === 'change') {
      await deps.records.updateAddress(patientId, decision.addressId, address, signal);
      await keepAddress(writing, decision.addressId);
      return;
    }
    const made = await atMostOnce(deps, filing, 'address', () =>
      deps.records.createAddress(patientId, address, signal),
    );
    await keepAddress(writing, made.id);
  });
}

/** Addresses that earlier forms of this patient made. */
async function ourAddresses({ deps, patientId }: Writing): Promise<string[]> {
  const rows = await deps.store.db
    .select({ addressId: recordFilings.addressId })
    .from(recordFilings)
    .where(and(eq(recordFilings.patientId, patientId), isNotNull(recordFilings.addressId)));
  return rows.map((row) => row.addressId).filter((id) => id !== null);
}

async function keepAddress(writing: Writing, addressId: string): Promise<void> {
  const { deps, filing } = writing;
  await updateFiling(deps.store.db, filing.subjectId, { addressId });
  await note(writing, 'patient.address_saved');
}

function addressInWords({
  line1,
  line2,
  suburb,
  state,
  postcode,
}: NonNullable<ExtractedFacts['address']>): string {
  return [line1, line2, `${suburb} ${state} ${postcode}`].filter(Boolean).join(', ');
}

async function writeContact(writing: Writing): Promise<void> {
  const { deps, filing, patientId, extracted, report, signal } = writing;
  const { contact } = extracted;
  if (!contact) return;
  const emergencyContact = [contact.name, contact.relationship, contact.phone].filter(Boolean).join(', ');
  await unlessRefused(writing, { emergencyContact }, async () => {
    const decision = contactToWrite(await deps.records.readEmergencyContact(patientId, signal), contact);
    if (decision === 'differs') report.differs.push(labelOf('emergencyContact'));
    if (decision !== 'create') return;
    await atMostOnce(deps, filing, 'contact', () =>
      deps.records.createEmergencyContact(patientId, contact, signal),
    );
    await note(writing, 'patient.emergency_contact_saved');
  });
}

/** Reads and writes; what is refused, also the reading, is for a person to type. */
async function unlessRefused(
  { deps, report }: Writing,
  facts: object,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    report.reasons.add(refusalInWords(deps.records.displayName, refusalOf(error)));
    for (const [fact, value] of Object.entries(facts)) noteByHand(report, fact, value);
  }
}

/**
 * What the record system refused, if it said so. A refusal of one fact says nothing about the others. A wrong key or an
 * outage is about all of them, so that error is thrown again.
 */
function refusalOf(error: unknown): Pick<RecordsRefusal, 'fields' | 'notOffered'> {
  if (error instanceof RecordsRefusal) return error;
  if (error instanceof UpstreamError && !error.transient) {
    return { fields: [], notOffered: false };
  }
  throw error;
}

async function note({ deps, patientId }: Writing, action: string): Promise<void> {
  const subject = { kind: 'patient_record', id: patientId } as const;
  await deps.store.db.transaction((tx) =>
    recordAccess(tx, { actor: { kind: 'system' }, action, subject, at: deps.clock.now() }),
  );
}
