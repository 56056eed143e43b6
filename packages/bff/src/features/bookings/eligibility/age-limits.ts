import { ageOn } from '@botaniqal/shared/people/contact-person.ts';

/** Whole years. `from` is the youngest age that a visit is for, `to` the oldest. */
export interface AgeLimits {
  from?: number;
  to?: number;
}

/**
 * Why a patient cannot have a visit at this age; `null` when the age fits. The age on the day of the visit counts.
 * @param born `YYYY-MM-DD`
 * @param day the day of the visit, `YYYY-MM-DD`
 */
export function ageFault(
  { from = 0, to = Number.POSITIVE_INFINITY }: AgeLimits,
  born: string,
  day: string,
): { code: string; message: string } | null {
  const age = ageOn(born, day);
  if (age < from) {
    return { code: 'too_young', message: `must show an age of ${from} or older on the day of the visit` };
  }
  if (age > to) {
    return { code: 'too_old', message: `must show an age of ${to} or younger on the day of the visit` };
  }
  return null;
}
