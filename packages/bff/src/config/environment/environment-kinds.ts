import { isIP } from 'node:net';
import { z } from 'zod';

/** The kinds of values that a variable can have; each message completes the sentence "NAME …". */

/** An id or a key that is not secret. */
export const text = z.string().trim().min(1);

const secretKinds = z.registry<{ secret: true }>();

/** Marks a kind as secret. In production its values must look random: see `production-checks.ts`. */
function asSecret<Kind extends z.ZodType>(kind: Kind): Kind {
  secretKinds.add(kind, { secret: true });
  return kind;
}

/** Whether the values of this kind are secret, also where the variable may be left out. */
export function isSecret(kind: z.core.$ZodType): boolean {
  const inner = kind instanceof z.ZodOptional || kind instanceof z.ZodDefault ? kind.unwrap() : kind;
  return secretKinds.has(kind) || (inner !== kind && isSecret(inner));
}

export const secret = asSecret(text.min(1));

/** Signs tokens. */
export const signingSecret = asSecret(
  z.string().min(32, 'must have at least 32 characters: a shorter one can be guessed'),
);

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

export const email = z.email('must be an email address, like enquiries@example.com');

/** `Name <address>` or an address alone. */
export const mailbox = z
  .string()
  .trim()
  .refine((value) => {
    const address = /<([^<>]+)>$/.exec(value)?.[1] ?? value;
    return z.email().safeParse(address).success;
  }, 'must be an email address, or a name with one, like Clinic <bookings@example.com>');

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
export const sealingKeys = asSecret(
  z.string().transform((value, context) => {
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
  }),
);

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
