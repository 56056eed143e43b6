/** What has to be remembered in the browser between leaving for the account's page and coming back. */
interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** The accounts that the people of the clinic sign in with anyway, such as those of their mailboxes. */
export interface StaffAccounts {
  /** What people call them: `Microsoft`. */
  readonly displayName: string;
  /** @throws UpstreamError when the service cannot be reached */
  start(redirectUri: string): Promise<{ location: string; checks: SignInChecks }>;
  /**
   * Who came back, or `null` when the answer does not belong to this sign-in, is forged or too old, was used before, or
   * belongs to an account of another organisation.
   * @param returned the address with which the account's page came back
   * @returns the address of the account in lower case, which the service vouches for
   * @throws UpstreamError when the service cannot be reached
   */
  finish(returned: URL, checks: SignInChecks): Promise<{ address: string } | null>;
  /**
   * Where the browser goes to end the session of the account, too, and then back; `null` when the service has no such page.
   * @throws UpstreamError when the service cannot be reached
   */
  end(returnUri: string): Promise<string | null>;
}
