import { isIP } from 'node:net';
import { z } from 'zod';

/** The kinds of values that a variable can have; each message completes the sentence "NAME …". */

export const secret = z.string().trim().min(1);

export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number, 65535 at most');

/** An absolute URL of one of the schemes, without a slash at its end. */
export function url(...schemes: string[]) {
  const example = `${schemes[0]}://example.com`;
  return z
    .string()
    .trim()
    .refine(
      (value) => schemes.includes(schemeOf(value)) && namesHost(new URL(value)),
      `must be a URL like ${example}`,
    )
    .transform((value) => value.replace(/\/+$/, ''));
}

/** Scheme, host and port, nothing else. */
export const origin = z
  .string()
  .trim()
  .transform((value) => value.replace(/\/+$/, ''))
  .refine(
    (value) => ['https', 'http'].includes(schemeOf(value)) && new URL(value).origin === value,
    'must be an origin like https://booking.example.com, without a path',
  );

export const email = z.email('must be an e-mail address, like enquiries@example.com');

/** `Name <address>` or an address alone. */
export const mailbox = z
  .string()
  .trim()
  .refine((value) => {
    const address = /<([^<>]+)>$/.exec(value)?.[1] ?? value;
    return z.email().safeParse(address).success;
  }, 'must be an e-mail address, or a name with one, like Clinic <bookings@example.com>');

/** Addresses or ranges (`10.0.0.0/8`), separated by commas. */
export const addresses = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (list) => list.every(isAddressOrRange),
    'must be IP addresses or ranges like 10.0.0.0/8, separated by commas',
  );

/** `id:base64 of 32 bytes`, several separated by commas. */
export const sealingKeys = z.string().transform((value, context) => {
  const keys = value.split(',').map((part) => {
    const [id = '', text = ''] = part.trim().split(':');
    return { id, key: Buffer.from(text, 'base64') };
  });
  if (keys.some(({ id, key }) => !/^[A-Za-z0-9_-]{1,32}$/.test(id) || key.length !== 32)) {
    context.addIssue('must be id:key pairs, each key 32 bytes in base64, separated by commas');
    return z.NEVER;
  }
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue('has one id twice');
    return z.NEVER;
  }
  return keys;
});

/** PostgreSQL's socket folder stands in a parameter: `postgres:///clinic?host=/run/postgresql`. */
function namesHost({ hostname, searchParams }: URL): boolean {
  return hostname !== '' || searchParams.has('host');
}

function schemeOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : '';
}

function isAddressOrRange(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
