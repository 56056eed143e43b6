import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/**
 * Tax invoices and credit notes, as they were issued. A row is never changed: a refund is another document. No foreign
 * key, because a document may not stop an erasure.
 */
export const taxDocuments = pgTable(
  'tax_documents',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['invoice', 'credit_note'] }).notNull(),
    /** Counted for each kind by itself, from 1 and without gaps. */
    number: integer().notNull(),
    bookingId: uuid().notNull(),
    /** Whole cents, GST included. */
    amountCents: integer().notNull(),
    currency: text().notNull(),
    /** Sealed: everything that the document says (`DocumentFacts`). */
    facts: text().notNull(),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('tax_documents_number').on(table.kind, table.number),
    uniqueIndex('tax_documents_one_invoice').on(table.bookingId).where(sql`${table.kind} = 'invoice'`),
    index('tax_documents_of_booking').on(table.bookingId),
    check('tax_documents_amount', sql`${table.amountCents} > 0`),
  ],
);

/** The last number of each kind. The row is locked while a document is issued, so that no number is left out. */
export const taxDocumentNumbers = pgTable('tax_document_numbers', {
  kind: text({ enum: ['invoice', 'credit_note'] }).primaryKey(),
  last: integer().notNull(),
});
