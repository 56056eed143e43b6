import { z } from 'zod';
import { instant } from './primitives.ts';

/** A tax invoice for what was paid, or a credit note for what was refunded. */
const taxDocument = z.object({
  documentId: z.uuid(),
  kind: z.enum(['invoice', 'credit_note']),
  /** `INV-000012` or `CN-000003`: each kind has its own numbers, without gaps. */
  number: z.string(),
  issuedAt: instant,
  /** Cents, a whole number, GST included where it applies. */
  amountCents: z.number().int().positive(),
  /** ISO 4217, upper case. */
  currency: z.string().length(3),
});
export type TaxDocument = z.infer<typeof taxDocument>;

/** `GET /api/bookings/{bookingId}/tax-documents`: oldest first. */
export const taxDocumentList = z.object({ documents: z.array(taxDocument) });
export type TaxDocumentList = z.infer<typeof taxDocumentList>;
