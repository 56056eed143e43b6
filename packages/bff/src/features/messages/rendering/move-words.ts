import { whenBefore } from './when.ts';

/** Until when the patient can move the appointment on the page; `null`: not on the page. */
export type MovableUntil = Date | null;

/** The sentence about another time. @param zone the reader's zone */
export function moveWords(until: MovableUntil, start: Date, zone: string): string {
  if (until === null) return 'To change the time, please call us.';
  return `You can move it to another time online until ${whenBefore(until, start, zone)}. After that, please call us.`;
}
