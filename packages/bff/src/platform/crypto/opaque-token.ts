import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A secret that gives its holder a right, like the link in a mail: 256 random bits, base64url.
 * Store only its hash; the token itself is shown once.
 */
export function newOpaqueToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOpaqueToken(token) };
}

/** SHA-256 in hex. Enough for a random token (unlike for a password): there is nothing to guess from. */
export function hashOpaqueToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Whether a token is the one with this hash, in a time that tells nothing about either. */
export function matchesOpaqueToken(token: string, hash: string): boolean {
  const given = Buffer.from(hashOpaqueToken(token), 'hex');
  const expected = Buffer.from(hash, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
