import { createHash, randomBytes } from 'node:crypto';
import type { SandboxClock } from '../../control/clock.ts';
import { LoginRefusal } from './login-refusal.ts';

/** A sign-in between its page and the app's request for the token. */
export interface SignIn {
  account: string;
  redirectUri: string;
  scope: string;
  nonce: string | null;
  codeChallenge: string;
}

const codeLifeMs = 600_000;

/** The codes of sign-ins: each is good once, for ten minutes. */
export class SignIns {
  readonly #clock: SandboxClock;
  readonly #codes = new Map<string, SignIn & { expiresAt: number; used: boolean }>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  codeFor(signIn: SignIn): string {
    const code = `1.${randomBytes(48).toString('base64url')}`;
    const expiresAt = this.#clock.now().getTime() + codeLifeMs;
    this.#codes.set(code, { ...signIn, expiresAt, used: false });
    return code;
  }

  /** @throws LoginRefusal (400) when the code is unknown, used or old, or the redirect or the verifier is another */
  redeem(code: string, redirectUri: string | null, verifier: string | null): SignIn {
    const signIn = this.#codes.get(code);
    if (!signIn) throw badGrant(9002313, 'Invalid request. Request is malformed or invalid.');
    if (signIn.used) {
      throw badGrant(
        54005,
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
      );
    }
    signIn.used = true;
    if (signIn.expiresAt <= this.#clock.now().getTime()) {
      throw badGrant(
        70008,
        'The provided authorization code or refresh token has expired due to inactivity.',
      );
    }
    if (redirectUri !== signIn.redirectUri) {
      throw badGrant(
        500112,
        'The reply address does not match the reply address of the authorization request.',
      );
    }
    const challenge = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    if (verifier === null || challenge !== signIn.codeChallenge) {
      throw badGrant(
        501481,
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      );
    }
    return signIn;
  }
}

function badGrant(number: number, message: string): LoginRefusal {
  return new LoginRefusal(400, 'invalid_grant', number, message);
}
