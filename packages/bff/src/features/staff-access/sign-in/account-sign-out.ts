import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { returnAddress } from './account-sign-in.ts';

/**
 * Where the browser of a person who signed in with an account goes after the sign-out. Our own session has ended before,
 * so a service that does not answer changes nothing: `null`.
 */
export async function accountSignOut(
  { accounts, publicUrl, log }: Pick<StaffAccessDeps, 'accounts' | 'publicUrl' | 'log'>,
  method: 'account' | 'mail_link' | undefined,
): Promise<string | null> {
  if (method !== 'account' || !accounts) return null;
  try {
    // Services lead back to addresses only that are registered with them, as this one is for the sign-in.
    return await accounts.end(returnAddress(publicUrl));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('The session of an account could not be ended', { error });
    return null;
  }
}
