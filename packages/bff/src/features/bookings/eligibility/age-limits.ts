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

/** A person who was born on 29 February is a year older on 1 March when the year has no such day. */
function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}
