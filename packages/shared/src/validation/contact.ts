/**
 * What counts as a way to reach a person. Plain functions: the browser asks them while a form is filled in,
 * the server's contracts ask the same ones, so that both always agree.
 */

/** An e-mail address as the HTML standard defines it, with a dot in the domain: patients have no address at `localhost`. */
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[\w.!#$%&'*+/=?^`{|}~-]*[\w!#$%&'*+/=?^`{|}~-]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** Whether mail can be sent there, as far as its shape tells. */
export function isEmail(value: string): boolean {
  return emailPattern.test(value);
}

/**
 * Australian or international phone: 8 to 15 digits (the most E.164 allows) once spaces, dots, brackets
 * and hyphens are dropped, with an optional leading `+`.
 */
export function isPhone(value: string): boolean {
  return /^\+?\d{8,15}$/.test(value.replace(/[\s().-]/g, ''));
}
