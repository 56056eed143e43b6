import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { permissions } from './roles.ts';
import type { StaffMember } from './staff-member.ts';

/** A token that lives longer was not made for a shift: it is refused, however well it is signed. */
const longestLifeSeconds = 8 * 3600;
/** Two servers' clocks may differ by so much. */
const toleranceSeconds = 5;

const claims = z.object({
  sub: z.string().min(1).max(100),
  role: z.enum(['consultant', 'staff']),
  // An unknown permission of a later version is ignored; the token stays valid.
  permissions: z.array(z.string()),
  exp: z.number(),
});

/**
 * Reads the token of a machine: JWT, HS256 by `CONSULTANT_JWT_SECRET`, at most 8 hours to go.
 * @returns what reads an `Authorization` header; it throws Problem unauthorized
 */
export function tokenReader({ secret, clock }: { secret: string; clock: Clock }) {
  const key = new TextEncoder().encode(secret);

  const read = async (token: string): Promise<StaffMember> => {
    const { jwtVerify } = await loadJose();
    const now = clock.now();
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      currentDate: now,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    });
    const { sub, role, permissions: granted, exp } = claims.parse(payload);
    if (exp > now.getTime() / 1000 + longestLifeSeconds + toleranceSeconds) throw new LivesTooLong();
    return { id: sub, role, permissions: permissions.filter((one) => granted.includes(one)) };
  };

  return async function memberOfToken(authorization: string): Promise<StaffMember> {
    const token = authorization.match(/^Bearer\s+(\S+)$/i)?.[1];
    if (!token)
      throw new Problem('unauthorized', 'Sign in: send a staff token as "Authorization: Bearer …".');
    const { errors } = await loadJose();
    return read(token).catch((cause: unknown) => {
      if (!(cause instanceof errors.JOSEError || isRefusal(cause))) throw cause;
      throw new Problem('unauthorized', 'This staff token does not hold, or has ended. Sign in again.', {
        cause,
      });
    });
  };
}

/** Loaded at the first staff request, because the patients' pages need no JWT. */
const loadJose = () => import('jose');

class LivesTooLong extends Error {}

function isRefusal(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof LivesTooLong;
}
