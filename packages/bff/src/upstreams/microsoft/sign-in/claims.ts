import { z } from 'zod';

/** The part of an ID token that says who signed in. */
const claims = z.object({
  tid: z.string(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  /** The directory says that it has verified the domain of `email`. */
  xms_edov: z.union([z.boolean(), z.literal(['1', '0', 'true', 'false', 1, 0])]).optional(),
  email_verified: z.boolean().optional(),
});

/**
 * The address of the account, or `null` for an account of another directory. `preferred_username` is the name that the
 * clinic's own directory gives. `email` can be changed by a user to any address, so it counts only where the directory
 * says that it is verified. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export function addressOf(given: unknown, tenantId: string): { address: string } | null {
  const parsed = claims.safeParse(given);
  if (!parsed.success || parsed.data.tid.toLowerCase() !== tenantId.toLowerCase()) return null;
  const { preferred_username: username, email, email_verified: verified, xms_edov: ownDomain } = parsed.data;
  const isVerified = verified === true || ['true', '1'].includes(String(ownDomain));
  const address = [username, isVerified ? email : undefined].find(
    (one) => one !== undefined && z.email().safeParse(one).success,
  );
  return address ? { address: address.toLowerCase() } : null;
}
