import { answerText } from '@botaniqal/shared/forms/answer-text.ts';

/** `1980-03-27` → "27 March 1980"; `null` when it is none. */
export function dayInWords(day: string | null | undefined): string | null {
  if (!day) return null;
  return answerText({ kind: 'date', id: 'day', label: '', name: '' }, day)[0] ?? null;
}

/** `0412345678` → "0412 345 678", as the answers show it. */
export function phoneInWords(phone: string): string {
  return answerText({ kind: 'phone', id: 'phone', label: '', name: '' }, phone)[0] ?? phone;
}
