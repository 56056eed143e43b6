import { tidyCode } from './typed-text.ts';

/**
 * What counts as a way to reach a person. Plain functions: the browser asks them while a form is filled in,
 * the server's contracts ask the same ones, so that both always agree.
 */

/**
 * An email address as the HTML standard defines it, with a dot in the domain: patients have no address at `localhost`.
 * The last label of a domain may be one that DNS knows in other letters (`xn--…`, RFC 5891).
 */
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[\w.!#$%&'*+/=?^`{|}~-]*[\w!#$%&'*+/=?^`{|}~-]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;

/**
 * An email address as it is checked, stored and used: cleaned, and with its domain as DNS knows it
 * (`alex@münchen.de` becomes `alex@xn--mnchen-3ya.de`). A domain that DNS cannot know stays as it is.
 */
export function tidyEmail(typed: string): string {
  const address = tidyCode(typed);
  const [, mailbox, domain = ''] = /^(.*@)(.*)$/.exec(address) ?? [];
  if (!/[^\0-\x7f]/.test(domain)) return address;
  try {
    return mailbox + new URL(`http://${domain}`).hostname;
  } catch {
    return address;
  }
}

/** Why mail cannot be sent to a cleaned address, as far as its shape tells. `null`: it can. */
export function emailFault(address: string): 'accented' | 'malformed' | null {
  if (emailPattern.test(address)) return null;
  // Mail servers that take other letters in front of the @ are rare (RFC 6531), so our mails would not arrive.
  return /[^\0-\x7f].*@/.test(address) ? 'accented' : 'malformed';
}

/** Whether mail can be sent there, as far as its shape tells. */
export function isEmail(value: string): boolean {
  return !emailFault(value);
}

/**
 * Australian or international phone: 8 to 15 digits (the most E.164 allows) once spaces, dots, brackets
 * and hyphens are dropped, with an optional leading `+`; or a number of six digits, like 13 11 14.
 */
export function isPhone(value: string): boolean {
  return /^(?:\+?\d{8,15}|13\d{4})$/.test(value.replace(/[\s().-]/g, ''));
}
