import { eq } from 'drizzle-orm';
import type { Feature } from '../../platform/feature.ts';
import type { AttachedData } from '../../platform/retention/retention-policy.ts';
import type { InvoiceDeps } from './deps.ts';
import { issueDocuments } from './issue-documents.ts';
import { invoiceRoutes } from './routes.ts';
import { taxDocuments } from './tables.ts';
import { factsPurpose } from './tax-document.ts';

/** Tax invoices for what was paid, and credit notes for what was refunded. */
export function invoicesFeature(deps: InvoiceDeps): Feature {
  const issue = ({ ids }: { ids: { bookingId: string } }) => issueDocuments(deps, ids.bookingId);
  return {
    name: 'invoices',
    routes: invoiceRoutes(deps),
    // Money that staff took counts once the booking is confirmed; all other money changes with its payment.
    on: { 'booking.confirmed': issue, 'payment.changed': issue },
    sealedColumns: [
      { table: taxDocuments, key: taxDocuments.id, column: taxDocuments.facts, purpose: factsPurpose },
    ],
    retention: [documentsOfBooking],
  };
}

/** The numbers stay counted: a number is never given twice. */
const documentsOfBooking: AttachedData = {
  attachedTo: ['booking'],
  ties: async () => [],
  erase: async (tx, id) => void (await tx.delete(taxDocuments).where(eq(taxDocuments.bookingId, id))),
};
