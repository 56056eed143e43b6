import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { StaffAccounts } from '../../../ports/staff-accounts.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { entryOf } from '../sessions/directory.ts';
import { openSession } from '../sessions/open-session.ts';

/** From leaving for the account's page to coming back. */
export const roundTripMs = 10 * minuteMs;

const remembered = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  expiresAt: z.number(),
});
const purpose = 'staff-access.sign-in';

/** Where the account's page leads back to: a page of the desk, which sends the answer on from our own site. */
export const returnAddress = (publicUrl: string) => `${publicUrl}/desk/signed-in`;

/**
 * Begins a sign-in with an account.
 * @returns where to send the browser, and what it has to remember until it is back, sealed, for a cookie
 * @throws Problem not_found, service_unavailable
 */
export async function beginAccountSignIn(
  deps: StaffAccessDeps,
): Promise<{ location: string; remember: string }> {
  const { location, checks } = await unlessAway(accountsOf(deps).start(returnAddress(deps.publicUrl)));
  const expiresAt = deps.clock.now().getTime() + roundTripMs;
  return { location, remember: encodeURIComponent(deps.sealing.seal({ ...checks, expiresAt }, purpose)) };
}

/**
 * Signs in the person who comes back from the account's page.
 * @param back.query the query of the address that the browser came back with
 * @param back.remembered the value of the cookie
 * @returns the token for the cookie of the session
 * @throws Problem unauthorized, forbidden (no entry in `clinic.yaml`), service_unavailable
 */
export async function finishAccountSignIn(
  deps: StaffAccessDeps,
  back: { query: string; remembered: string | undefined },
  by: { earlierToken: string | undefined; requestId: string },
): Promise<string> {
  const accounts = accountsOf(deps);
  const now = deps.clock.now();
  const checks = openRemembered(deps, back.remembered);
  if (!checks || checks.expiresAt <= now.getTime()) throw notBegunHere();
  const returned = new URL(returnAddress(deps.publicUrl));
  returned.search = back.query;
  const account = await unlessAway(accounts.finish(returned, checks));
  if (!account) throw notBegunHere();
  const entry = entryOf(deps.clinic.staff, account.address);
  if (!entry) {
    throw new Problem(
      'forbidden',
      'This account may not use the desk. Ask the manager of the clinic, or sign in with another account.',
    );
  }
  return deps.store.db.transaction((tx) => openSession(tx, entry, { ...by, method: 'account', now }));
}

function accountsOf({ accounts }: StaffAccessDeps): StaffAccounts {
  if (!accounts) throw new Problem('not_found', 'Accounts are not set up here: sign in by a link.');
  return accounts;
}

function openRemembered({ sealing }: StaffAccessDeps, value: string | undefined) {
  if (!value) return null;
  try {
    return remembered.parse(sealing.open(decodeURIComponent(value), purpose));
  } catch {
    return null;
  }
}

const notBegunHere = () =>
  new Problem(
    'unauthorized',
    'This sign-in was not finished in time, or began in another browser. Try again.',
  );

async function unlessAway<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof UpstreamError)) throw cause;
    throw new Problem(
      'service_unavailable',
      'The service for accounts does not answer. Try again in a minute.',
      {
        cause,
      },
    );
  }
}
