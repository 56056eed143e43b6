import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';

const permissions = [
  'triage:read',
  'triage:update',
  'booking:create',
  'practitioner:availability',
  'waitlist:manage',
  'tasks:manage',
] as const;
type Permission = (typeof permissions)[number];

/** Who of the staff asks. */
export interface StaffMember {
  /** The token's `sub`. For the audit trail: `staff:{id}`. */
  id: string;
  role: 'consultant' | 'staff';
  permissions: readonly Permission[];
}

export interface StaffAuth {
  /**
   * Who sends this `Authorization` header.
   * @throws Problem unauthorized (no token, or one that does not hold), forbidden (holds, lacks the permission)
   */
  require(authorization: string | undefined, permission: Permission): Promise<StaffMember>;
}

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

/** Staff tokens: JWT, HS256 by `CONSULTANT_JWT_SECRET`, at most 8 hours to go. */
export function createStaffAuth({ secret, clock }: { secret: string; clock: Clock }): StaffAuth {
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

  return {
    async require(authorization, permission) {
      const token = authorization?.match(/^Bearer\s+(\S+)$/i)?.[1];
      if (!token)
        throw new Problem('unauthorized', 'Sign in: send a staff token as "Authorization: Bearer …".');
      const { errors } = await loadJose();
      const member = await read(token).catch((cause: unknown) => {
        if (!(cause instanceof errors.JOSEError || isRefusal(cause))) throw cause;
        throw new Problem('unauthorized', 'This staff token does not hold, or has ended. Sign in again.', {
          cause,
        });
      });
      if (!member.permissions.includes(permission)) {
        throw new Problem('forbidden', `Your token does not allow this: it lacks "${permission}".`);
      }
      return member;
    },
  };
}

/** Loaded at the first staff request, because the patients' pages need no JWT. */
const loadJose = () => import('jose');

class LivesTooLong extends Error {}

function isRefusal(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof LivesTooLong;
}
