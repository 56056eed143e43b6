import { createHash, timingSafeEqual } from 'node:crypto';
import type { Registration } from '../seed.ts';
import { LoginRefusal } from './login-refusal.ts';

/** @throws LoginRefusal when the tenant is not the clinic's */
export function checkTenant({ tenantId }: Registration, tenant: string): void {
  if (tenant.toLowerCase() === tenantId.toLowerCase()) return;
  throw new LoginRefusal(
    400,
    'invalid_request',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
  );
}

/** @throws LoginRefusal when the app is unknown */
export function checkClientId({ clientId }: Registration, given: string | null): void {
  if (given === null) throw missing('client_id');
  if (given.toLowerCase() === clientId.toLowerCase()) return;
  throw new LoginRefusal(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${given}' was not found in the directory.`,
  );
}

/**
 * The app proves itself by its secret, in the form or as basic authentication.
 * @throws LoginRefusal
 */
export function checkClient(
  registration: Registration,
  form: URLSearchParams,
  authorization: string | null,
): void {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
  const [basicId, basicSecret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
    : [];
  checkClientId(registration, form.get('client_id') ?? basicId ?? null);
  const secret = form.get('client_secret') ?? basicSecret;
  if (!secret) {
    throw new LoginRefusal(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (!isSame(secret, registration.clientSecret)) {
    throw new LoginRefusal(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${registration.clientId}'.`,
    );
  }
}

export function missing(parameter: string): LoginRefusal {
  return new LoginRefusal(
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${parameter}'.`,
  );
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
