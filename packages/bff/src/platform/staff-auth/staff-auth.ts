import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { Permission } from './roles.ts';
import type { StaffMember } from './staff-member.ts';
import { type SessionReader, type StaffRequest, type StaffSessions, sessionReader } from './staff-session.ts';
import { tokenReader } from './token-member.ts';

export interface StaffAuth {
  /**
   * Who sends this request: a person with the desk's cookie, or a machine with a staff token. A second call for the same
   * request costs nothing.
   * @throws Problem unauthorized (not signed in, or a token that does not hold), forbidden (lacks the permission, or a
   * write without the anti-forgery token), origin_not_allowed (a page of another site)
   */
  require(c: StaffRequest, permission: Permission): Promise<StaffMember>;
  /** The same for what every role may do. */
  requireAny(c: StaffRequest): Promise<StaffMember>;
}

export interface StaffAuthOptions {
  /** Signs the tokens of machines. */
  secret: string;
  clock: Clock;
  /** Left out: tokens only. */
  desk?: { publicUrl: string; sessions: StaffSessions };
}

export function createStaffAuth({ secret, clock, desk }: StaffAuthOptions): StaffAuth {
  const memberOfToken = tokenReader({ secret, clock });
  const sessions: SessionReader | null = desk ? sessionReader(desk) : null;
  const known = new WeakMap<StaffRequest, Promise<StaffMember>>();

  const read = async (c: StaffRequest): Promise<StaffMember> => {
    const authorization = c.req.header('authorization');
    // A token is sent on purpose, a cookie by itself: the token decides.
    if (authorization !== undefined) return memberOfToken(authorization);
    const session = await sessions?.read(c);
    if (session) return session.member;
    throw new Problem(
      'unauthorized',
      'Sign in at the desk, or send a staff token as "Authorization: Bearer …".',
    );
  };

  const requireAny = (c: StaffRequest): Promise<StaffMember> => {
    let member = known.get(c);
    if (!member) {
      member = read(c);
      known.set(c, member);
    }
    return member;
  };

  return {
    requireAny,
    async require(c, permission) {
      const member = await requireAny(c);
      if (!member.permissions.includes(permission)) {
        throw new Problem('forbidden', `You may not do this: it needs the permission "${permission}".`);
      }
      return member;
    },
  };
}
