import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { referencePurpose, takenByStaff } from './collected.ts';
import type { StoredPayment } from './stored-payment.ts';

/** How a payment was made, as staff noted it. */
export interface Receipt {
  /** `null` for a payment at a provider. */
  method: string | null;
  /** The number of the receipt. */
  reference: string | null;
  /** As the audit trail names them; `null`: the patient paid at a provider. */
  takenBy: string | null;
}

/** The receipt of a payment. Never log it: a reference can say something about the patient. */
export function receiptOf({ sealing }: { sealing: Sealing }, payment: StoredPayment): Receipt {
  const { method, reference, takenBy, provider } = payment;
  return {
    method: provider === takenByStaff ? (method ?? 'other') : null,
    reference:
      reference === null ? null : z.string().parse(sealing.open(reference, referencePurpose(payment.id))),
    takenBy,
  };
}
