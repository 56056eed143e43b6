/**
 * Whether a value has an email address, also where the `@` is escaped once or twice, or a phone number of Australia.
 */
export function holdsContact(value: string): boolean {
  return /@|\uff20|%(25)*40|(\+|%2b|(?<!\d))(61|0)[\s()-]*[2-478]([\s()-]*\d){8}(?!\d)/i.test(value);
}

/**
 * A path whose parts that look like a token, an id or a number of a person are replaced by `*`. Words of a page's address
 * are short and mostly lower case (`how-to-sleep-better-in-2026`). A token has a long run of letters mixed with digits, a
 * person's number is a long run of digits.
 */
export function withoutSecrets(path: string): string {
  const secret = /\d{7}|[\da-f]{8}-[\da-f]{4}-|(?=[A-Za-z]*\d)[A-Za-z\d]{16}|^(?=.*[A-Z])(?=.*\d).{20}/;
  return path
    .split('/')
    .map((part) => (secret.test(part) ? '*' : part))
    .join('/');
}
