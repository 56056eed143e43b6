import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { taxDocuments } from './tables.ts';

/** What a document says, as it was true when it was issued. Never log it. */
const documentFacts = z.object({
  clinic: z.object({ name: z.string(), abn: z.string(), phone: z.string(), timeZone: z.string() }),
  /** `providerNumber` is empty where the clinic gives none. */
  practitioner: z.object({ name: z.string(), providerNumber: z.string() }),
  /** `dateOfBirth`: `YYYY-MM-DD`, `null` where it was not asked. */
  patient: z.object({ name: z.string(), dateOfBirth: z.string().nullable() }),
  service: z.enum(serviceIds),
  serviceName: z.string(),
  visit: z.enum(visitKinds),
  visitName: z.string(),
  /** The item number of the visit; empty where the clinic gives none. */
  item: z.string(),
  start: z.iso.datetime(),
  bookingNumber: z.string(),
  /** How it was paid, in words. */
  paidBy: z.string(),
  /** The number of the receipt; empty where there is none. */
  reference: z.string(),
  /** The GST inside the amount; 0: GST-free. */
  gstCents: z.number().int().nonnegative(),
  /** The number of the invoice that a credit note belongs to; empty on an invoice. */
  invoiceNumber: z.string(),
});
export type DocumentFacts = z.infer<typeof documentFacts>;

type Row = typeof taxDocuments.$inferSelect;
export type DocumentKind = Row['kind'];

/** A document with its facts open. */
export interface IssuedDocument extends Omit<Row, 'facts'> {
  facts: DocumentFacts;
}

const letters: Readonly<Record<DocumentKind, string>> = { invoice: 'INV', credit_note: 'CN' };

/** `INV-000012`, as people read it. */
export function documentNumber({ kind, number }: Pick<Row, 'kind' | 'number'>): string {
  return `${letters[kind]}-${String(number).padStart(6, '0')}`;
}

/** What the sealed facts are bound to. */
export const factsPurpose = (id: string) => `tax_document.facts:${id}`;

export function sealFacts(sealing: Sealing, id: string, facts: DocumentFacts): string {
  return sealing.seal(facts, factsPurpose(id));
}

export function openDocument(sealing: Sealing, row: Row): IssuedDocument {
  return { ...row, facts: documentFacts.parse(sealing.open(row.facts, factsPurpose(row.id))) };
}
