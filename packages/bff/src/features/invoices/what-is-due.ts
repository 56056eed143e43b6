/** What was issued for a booking, and what its payments say. Whole cents. */
export interface MoneyOfBooking {
  capturedCents: number;
  refundedCents: number;
  hasInvoice: boolean;
  creditedCents: number;
}

export interface DueDocument {
  kind: 'invoice' | 'credit_note';
  amountCents: number;
}

/**
 * The documents that are missing, in the order in which they are issued: one invoice for what was paid, and a credit note
 * for what was refunded since the last one. A refund that came back from the bank takes no credit note back, because the
 * clinic still owes that money, and pays it in another way.
 */
export function documentsDue(money: MoneyOfBooking): DueDocument[] {
  if (money.capturedCents <= 0) return [];
  const due: DueDocument[] = [];
  if (!money.hasInvoice) due.push({ kind: 'invoice', amountCents: money.capturedCents });
  const refunded = Math.min(money.refundedCents, money.capturedCents) - money.creditedCents;
  if (refunded > 0) due.push({ kind: 'credit_note', amountCents: refunded });
  return due;
}

/** The GST inside an amount: an eleventh where prices include it, in whole cents. */
export function gstInside(amountCents: number, pricesIncludeGst: boolean): number {
  return pricesIncludeGst ? Math.round(amountCents / 11) : 0;
}
