import { createHash, timingSafeEqual } from 'node:crypto';
import { ownOrigins } from '../http/requests/origins.ts';
import { Problem } from '../problem.ts';
import { cookieIn, sessionCookie } from './session-cookie.ts';
import type { StaffMember } from './staff-member.ts';

/** A person who signed in at the desk, in one browser. */
interface StaffSession {
  id: string;
  member: StaffMember;
  /** The person's name as `clinic.yaml` says it. */
  name: string;
  expiresAt: Date;
}

/** The sessions that are open now. The feature that signs people in fills it. */
export interface StaffSessions {
  /** The open session with this token, of a person who may still use the desk. It notes that the person was seen. */
  find(token: string): Promise<StaffSession | null>;
}

/** The part of a request that says who sends it: of Hono's context, or of a test. */
export interface StaffRequest {
  req: { method: string; header(name: string): string | undefined };
}

/** The header in which the desk repeats the anti-forgery token of its session. */
export const csrfHeader = 'X-CSRF-Token';

const reads = ['GET', 'HEAD', 'OPTIONS'];

export interface SessionReader {
  /** The token in the cookie, or `undefined`. */
  tokenOf(c: StaffRequest): string | undefined;
  /**
   * The session whose cookie the request carries, or `null` when it has ended or there is none.
   * @throws Problem origin_not_allowed for a request of another site, forbidden for a write without the anti-forgery token
   */
  read(c: StaffRequest): Promise<StaffSession | null>;
}

/** Reads the cookie of the desk. @param options.publicUrl decides the cookie's name, and whose pages may send it */
export function sessionReader(options: { publicUrl: string; sessions: StaffSessions }): SessionReader {
  const { name } = sessionCookie(options.publicUrl);
  const refuseForeign = ownPagesOnly(options.publicUrl);
  const tokenOf = (c: StaffRequest) => cookieIn(c.req.header('cookie'), name);
  return {
    tokenOf,
    async read(c) {
      const token = tokenOf(c);
      if (!token) return null;
      refuseForeign(c);
      const session = await options.sessions.find(token);
      if (session && !reads.includes(c.req.method) && !holds(c.req.header(csrfHeader), token)) {
        throw new Problem('forbidden', `Open the desk again: this request lacks the right ${csrfHeader}.`);
      }
      return session;
    },
  };
}

/**
 * Refuses what a page of another site sends. The sites of `clinic.yaml` are refused too: a site below the same domain
 * counts as the same site, so SameSite alone lets its requests carry the cookie. A write always names its origin.
 * @throws Problem origin_not_allowed
 */
export function ownPagesOnly(publicUrl: string): (c: StaffRequest) => void {
  const own = new Set(ownOrigins(publicUrl));
  return (c) => {
    const origin = c.req.header('origin');
    const fetchSite = c.req.header('sec-fetch-site');
    const isForeign =
      (origin !== undefined && !own.has(origin)) ||
      (fetchSite !== undefined && !['same-origin', 'none'].includes(fetchSite)) ||
      (origin === undefined && !reads.includes(c.req.method));
    if (isForeign) {
      throw new Problem('origin_not_allowed', 'The desk answers only to its own pages.');
    }
  };
}

/** Made from the session's token, so that it needs no place in the database and ends with the session. */
export function csrfTokenOf(token: string): string {
  return createHash('sha256').update(`csrf\n${token}`).digest('base64url');
}

function holds(given: string | undefined, token: string): boolean {
  const expected = Buffer.from(csrfTokenOf(token));
  const sent = Buffer.from(given ?? '');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
