import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';

export const tokenLifeSeconds = 3599;

/** What a token lets its bearer do. */
export interface Grant {
  /** The app itself reads all mailboxes; a person who signed in reads only who they are. */
  kind: 'app' | 'person';
  /** The person's address. */
  account: string | null;
}

/**
 * Makes and checks access tokens. They look like Microsoft's, and hold no state: a reset of the sandbox leaves the
 * tokens good that a running server keeps. `revokeAll` ends them.
 */
export class AccessTokens {
  readonly #clock: SandboxClock;
  readonly #key = randomBytes(32);
  #generation = 0;

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  issue(grant: Grant): string {
    const expiresAt = Math.floor(this.#clock.now().getTime() / 1000) + tokenLifeSeconds;
    const head = encoded({ typ: 'JWT', alg: 'HS256' });
    const body = encoded({
      ...grant,
      exp: expiresAt,
      generation: this.#generation,
      uti: randomBytes(8).toString('hex'),
    });
    return `${head}.${body}.${this.#signature(`${head}.${body}`)}`;
  }

  /** Why a token is refused, or what it grants. */
  check(token: string): Grant | 'expired' | 'malformed' {
    const [head = '', body = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.#signature(`${head}.${body}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'malformed';
    const { kind, account, exp, generation } = claimsOf(body);
    if (generation !== this.#generation || exp * 1000 <= this.#clock.now().getTime()) return 'expired';
    return { kind, account };
  }

  revokeAll(): void {
    this.#generation += 1;
  }

  #signature(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The signature was checked before, so these are the claims that `issue` wrote. */
function claimsOf(body: string): Grant & { exp: number; generation: number } {
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Grant & { exp: number; generation: number };
}
