import { money } from '../../../messages/index.ts';
import { methodWords, type Receipt, type StoredPayment } from '../../../payments/index.ts';
import type { StoryLine } from './story-line.ts';

/**
 * What the details of the steps about money say. The steps are in the audit trail, which has no amounts. Money that staff
 * took has no such step: its line is made from the payment.
 */
export function collectedLine(payment: StoredPayment, receipt: Receipt): StoryLine[] {
  if (receipt.method === null) return [];
  const parts = [
    money(payment.amountCents, payment.currency),
    methodWords(receipt.method),
    ...(receipt.reference ? [`receipt ${receipt.reference}`] : []),
  ];
  return [
    {
      at: payment.createdAt,
      actor: receipt.takenBy ?? 'system',
      action: 'payment.collected',
      detail: parts.join(', '),
    },
  ];
}

/** Gives each step of a payment the amount that was moved, as far as the payment still says it. */
export function withAmounts(lines: readonly StoryLine[], payment: StoredPayment | null): StoryLine[] {
  if (!payment) return [...lines];
  const amount = (cents: number) => money(cents, payment.currency);
  const last = lines.findLast(({ action }) => returns.has(action));
  return lines.map((line) => {
    if (line.action === 'payment.captured') return { ...line, detail: amount(payment.amountCents) };
    if (line.action === 'payment.released') return { ...line, detail: amount(payment.amountCents) };
    return line === last ? { ...line, detail: `${amount(payment.refundedCents)} in all` } : line;
  });
}

const returns = new Set(['payment.refunded', 'payment.returned']);
