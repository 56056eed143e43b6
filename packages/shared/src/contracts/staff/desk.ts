import { z } from 'zod';
import { instant } from '../primitives.ts';
import { email } from '../typed.ts';

/** `GET /api/staff/sign-in`: the ways to sign in, for the page that asks for it. */
export const signInWays = z.object({
  clinic: z.object({ name: z.string(), phone: z.string() }),
  /** What the accounts are called, like `Microsoft`, or `null` when staff sign in by an email link only. */
  account: z.string().nullable(),
  mailLinks: z.boolean(),
});
export type SignInWays = z.infer<typeof signInWays>;

/** `GET /api/staff/session`: who uses the desk in this browser. */
export const deskSession = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  role: z.enum(['consultant', 'practitioner', 'manager', 'marketer']),
  /** The entry under `practitioners`, for a person who has appointments. */
  practitionerId: z.string().nullable(),
  permissions: z.array(z.string()),
  expiresAt: instant,
  /** Sent as `X-CSRF-Token` with each write. */
  csrfToken: z.string(),
  clinic: z.object({ name: z.string(), phone: z.string(), timeZone: z.string(), currency: z.string() }),
});
export type DeskSession = z.infer<typeof deskSession>;

/**
 * `GET` and `POST /api/staff/session/draft`: what a person has typed for a booking by phone and not sent yet, so that a
 * reload loses nothing. It is sealed, and ends with the session. The desk decides its shape.
 */
export const deskDraft = z.object({ draft: z.record(z.string(), z.unknown()).nullable() });
export type DeskDraft = z.infer<typeof deskDraft>;

/** `POST /api/staff/sign-in/link`: sends a link. The same answer for every address. */
export const signInLinkRequest = z.object({ address: email });
export const signInLinkAnswer = z.object({ accepted: z.literal(true) });

/** `POST /api/staff/sign-in/link/press`: the button behind the link. */
export const signInLinkPress = z.object({ token: z.string().min(1).max(200) });

/** `POST /api/staff/sign-in/account`: where to sign in. */
export const accountSignIn = z.object({ location: z.url() });

/** `POST /api/staff/sign-in/account/return`: the query with which the account's page came back, as it is. */
export const accountReturn = z.object({ query: z.string().min(1).max(8_000) });

export const signedIn = z.object({ signedIn: z.literal(true) });
export const signedOut = z.object({ signedOut: z.literal(true) });

/** `POST /api/staff/sign-out`, and the same everywhere. */
export const signOutAnswer = signedOut.extend({
  /**
   * Where the browser goes next to end the session of the account as well; `null` after a sign-in by a link, and when the
   * service has no such page or does not answer.
   */
  accountSignOut: z.url().nullable(),
});
export type SignOutAnswer = z.infer<typeof signOutAnswer>;

const openSession = z.object({
  id: z.string(),
  method: z.enum(['account', 'mail_link']),
  since: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  /** The session of the person who asks. */
  isThis: z.boolean(),
});

/** `GET /api/staff/people`: who may use the desk, and where they are signed in. */
export const deskPeople = z.object({
  people: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      role: z.enum(['consultant', 'practitioner', 'manager', 'marketer']),
      practitionerId: z.string().nullable(),
      permissions: z.array(z.string()),
      sessions: z.array(openSession),
    }),
  ),
});
export type DeskPeople = z.infer<typeof deskPeople>;

/** `GET /api/staff/audit`: who read or wrote what of whom, the newest first. Ids only. */
export const auditEntries = z.object({
  entries: z.array(
    z.object({
      id: z.number().int(),
      at: instant,
      actor: z.string(),
      action: z.string(),
      subject: z.object({ kind: z.string(), id: z.string() }),
      requestId: z.string().nullable(),
    }),
  ),
  /** Passed as `before` to read on; `null` at the end. */
  next: z.number().int().nullable(),
});
export type AuditEntries = z.infer<typeof auditEntries>;

/** What a desk is told of, while it is open. Each kind needs a permission. */
const liveKinds = [
  'booking',
  'calendar',
  'form',
  'message',
  'payment',
  'session',
  'task',
  'triage',
  'waitlist',
] as const;
export type LiveKind = (typeof liveKinds)[number];

/** One line of `GET /api/staff/live`: this has changed, read it again. `resync`: something may have been missed. */
export interface LiveChange {
  kind: LiveKind | 'resync';
  id: string | null;
}
