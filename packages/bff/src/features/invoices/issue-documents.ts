import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { publishLive } from '../../platform/live/live-channel.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import { type Booking, mustLoadBooking } from '../bookings/index.ts';
import { practitionerOf, serviceNameOf, visitOf } from '../catalogue/index.ts';
import { methodWords, moneyOf, paymentOf, receiptOf } from '../payments/index.ts';
import type { InvoiceDeps } from './deps.ts';
import { taxDocumentNumbers, taxDocuments } from './tables.ts';
import {
  type DocumentFacts,
  type DocumentKind,
  documentNumber,
  type IssuedDocument,
  openDocument,
  sealFacts,
} from './tax-document.ts';
import { type DueDocument, documentsDue, gstInside } from './what-is-due.ts';

type IssueDeps = Pick<InvoiceDeps, 'store' | 'sealing' | 'clock' | 'clinic'>;

/**
 * Issues the documents that are missing for a booking. It reads the present state, so an event that comes twice or late
 * issues nothing twice. The numbers and the documents are written in one transaction: a kill leaves no gap.
 */
export async function issueDocuments(deps: IssueDeps, bookingId: string): Promise<void> {
  if (deps.clinic.clinic.abn === '') return;
  await deps.store.db.transaction(async (tx) => {
    const lastNumbers = await lockNumbers(tx);
    const issued = await documentsOf(deps, tx, bookingId);
    const invoice = issued.find(({ kind }) => kind === 'invoice');
    const due = documentsDue({
      ...(await moneyOf(tx, bookingId)),
      hasInvoice: invoice !== undefined,
      creditedCents: issued
        .filter(({ kind }) => kind === 'credit_note')
        .reduce((sum, { amountCents }) => sum + amountCents, 0),
    });
    if (due.length === 0) return;
    const booking = await mustLoadBooking(deps, tx, bookingId);
    let invoiceNumber = invoice ? documentNumber(invoice) : '';
    for (const document of due) {
      const number = (lastNumbers.get(document.kind) ?? 0) + 1;
      const facts = await factsFor(deps, tx, booking, document, invoiceNumber);
      await insert(tx, deps, booking, { ...document, number, facts });
      if (document.kind === 'invoice') invoiceNumber = documentNumber({ kind: 'invoice', number });
    }
    await publishLive(tx, { kind: 'payment', id: bookingId });
  });
}

/** The documents of a booking, oldest first. */
export async function documentsOf(
  deps: Pick<InvoiceDeps, 'sealing'>,
  db: Queryable,
  bookingId: string,
): Promise<IssuedDocument[]> {
  const rows = await db
    .select()
    .from(taxDocuments)
    .where(eq(taxDocuments.bookingId, bookingId))
    .orderBy(asc(taxDocuments.issuedAt), sql`${taxDocuments.kind} desc`, asc(taxDocuments.number));
  return rows.map((row) => openDocument(deps.sealing, row));
}

const kinds: readonly DocumentKind[] = ['invoice', 'credit_note'];

/** The last numbers, locked: another server that issues a document waits here. */
async function lockNumbers(tx: Transaction): Promise<ReadonlyMap<DocumentKind, number>> {
  await tx
    .insert(taxDocumentNumbers)
    .values(kinds.map((kind) => ({ kind, last: 0 })))
    .onConflictDoNothing();
  const rows = await tx.select().from(taxDocumentNumbers).orderBy(asc(taxDocumentNumbers.kind)).for('update');
  return new Map(rows.map(({ kind, last }) => [kind, last]));
}

async function insert(
  tx: Transaction,
  { sealing, clock }: IssueDeps,
  booking: Booking,
  { kind, number, amountCents, facts }: DueDocument & { number: number; facts: DocumentFacts },
): Promise<void> {
  const id = randomUUID();
  await tx.insert(taxDocuments).values({
    id,
    kind,
    number,
    bookingId: booking.id,
    amountCents,
    currency: booking.currency,
    facts: sealFacts(sealing, id, facts),
    issuedAt: clock.now(),
  });
  await tx.update(taxDocumentNumbers).set({ last: number }).where(eq(taxDocumentNumbers.kind, kind));
}

async function factsFor(
  { clinic, sealing }: IssueDeps,
  tx: Transaction,
  booking: Booking,
  { amountCents }: DueDocument,
  invoiceNumber: string,
): Promise<DocumentFacts> {
  const { name, abn, phone, timeZone, pricesIncludeGst } = clinic.clinic;
  const practitioner = practitionerOf(clinic, booking.practitionerId);
  const visit = visitOf(clinic, booking);
  const payment = await paymentOf(tx, booking.id);
  const receipt = payment ? receiptOf({ sealing }, payment) : null;
  return {
    clinic: { name, abn, phone, timeZone },
    practitioner: { name: practitioner?.name ?? name, providerNumber: practitioner?.providerNumber ?? '' },
    patient: { name: booking.patient.name, dateOfBirth: booking.patient.dateOfBirth },
    service: booking.service,
    serviceName: serviceNameOf(clinic, booking.service),
    visit: booking.visit,
    visitName: visit?.name ?? booking.visit,
    item: visit?.item ?? '',
    start: booking.start.toISOString(),
    bookingNumber: booking.confirmationNumber,
    paidBy: receipt?.method ? methodWords(receipt.method) : 'card, online',
    reference: receipt?.reference ?? '',
    gstCents: gstInside(amountCents, pricesIncludeGst),
    invoiceNumber,
  };
}
