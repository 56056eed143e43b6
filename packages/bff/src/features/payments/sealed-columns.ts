import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { referencePurpose } from './collected.ts';
import { tokenPurpose } from './stored-payment.ts';
import { bookingPayments } from './tables.ts';

/** What of a payment is sealed. */
export const paymentSealedColumns: readonly SealedColumn[] = [
  {
    table: bookingPayments,
    key: bookingPayments.id,
    column: bookingPayments.clientToken,
    purpose: tokenPurpose,
  },
  {
    table: bookingPayments,
    key: bookingPayments.id,
    column: bookingPayments.reference,
    purpose: referencePurpose,
  },
];
