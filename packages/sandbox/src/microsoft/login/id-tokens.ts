import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';
import { tokenLifeSeconds } from './access-tokens.ts';
import type { SignIn } from './sign-ins.ts';

/** Who issues tokens: the login's address for the clinic's tenant. */
export function issuerOf({ origin, registration }: MicrosoftState): string {
  return `${origin}/${registration.tenantId}/v2.0`;
}

/** The same person has another `sub` at another app; `oid` is the same in all. */
export function subjectOf({ registration }: MicrosoftState, account: Account): string {
  return createHash('sha256').update(`${registration.clientId} ${account.id}`).digest('base64url');
}

/** The token that tells the app who signed in, with the claims that Microsoft sends; `idToken` of the settings spoils it. */
export async function idTokenFor(state: MicrosoftState, account: Account, signIn: SignIn): Promise<string> {
  const { registration, settings } = state;
  const seconds = Math.floor(state.now().getTime() / 1000) - (settings.idToken === 'expired' ? 86_400 : 0);
  const nonce = settings.idToken === 'wrong_nonce' ? 'of-another-sign-in' : signIn.nonce;
  const claims = {
    aud:
      settings.idToken === 'wrong_audience' ? '00000000-0000-4000-8000-000000000000' : registration.clientId,
    iss: settings.idToken === 'wrong_issuer' ? 'https://login.example/v2.0' : issuerOf(state),
    iat: seconds,
    nbf: seconds,
    exp: seconds + tokenLifeSeconds,
    ...(signIn.scope.split(' ').includes('email') && { email: account.address }),
    name: account.name,
    ...(nonce !== null && { nonce }),
    oid: account.id,
    preferred_username: account.address,
    rh: `1.${randomBytes(12).toString('base64url')}`,
    sub: subjectOf(state, account),
    tid: registration.tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  };
  if (settings.idToken !== 'wrong_key') return state.signingKey.signed(claims);
  const { kid } = await state.signingKey.publicJwk();
  return state.foreignKey.signed(claims, kid);
}
