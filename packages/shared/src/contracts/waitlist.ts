import { z } from 'zod';
import { consultationLimits } from '../validation/consultation-details.ts';
import { attribution } from './attribution.ts';
import { instant, price, serviceId, timeZone, visitKind } from './primitives.ts';
import { email, phone, typedCode, typedName } from './typed.ts';

/** The most characters of what is typed. */
const waitlistLimits = { name: consultationLimits.patientName, email: 100, phone: 40 } as const;

const contactPreferences = ['email', 'sms', 'phone'] as const;
const contactPreference = z.enum(contactPreferences, {
  error: `must be one of ${contactPreferences.join(', ')}`,
});
export type ContactPreference = z.infer<typeof contactPreference>;

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** How much a person wants the service, from 1 (just looking) to 5 (as soon as possible). */
const interestLevel = z
  .int('must be a whole number from 1 to 5')
  .min(1, 'must be 1 at least')
  .max(5, 'must be 5 at most');

/** An Australian postcode; all of them have four digits. */
const postcode = typedCode().regex(/^\d{4}$/, 'must be a postcode of four digits, like 3056');

/**
 * What a person waits for, when no time suited them: which visit, with which practitioner, on which days. It may be
 * sent for services that are open and for services that are not. A time that a cancellation frees is offered to the
 * people it fits.
 */
export const waitlistWishes = z.object({
  /**
   * Which visit they wait for: the one that the calendar showed no times for. Left out: the first visit of the service
   * that is booked online, as a rule the free first call, which is where newcomers begin.
   */
  visit: visitKind.optional(),
  /** Left out: any practitioner who offers the visit. */
  practitionerId: z.string().min(1, 'must not be empty').max(64).optional(),
  /** Days of the week at the clinic. Left out: any day. */
  days: z
    .array(z.enum(weekdays, { error: `must be one of ${weekdays.join(', ')}` }))
    .min(1, 'must name at least one day')
    .max(7, 'must name seven days at most')
    .optional(),
  /** How long before it starts they must hear of a time. Hours. */
  noticeHours: z
    .int('must be whole hours')
    .min(0, 'must be 0 hours at least')
    .max(336, 'must be 336 hours at most')
    .optional(),
});
export type WaitlistWishes = z.infer<typeof waitlistWishes>;

/** `POST /api/waitlist`. */
export const waitlistJoin = z
  .object({
    service: serviceId,
    name: typedName(waitlistLimits.name),
    email,
    phone: phone.optional(),
    postcode: postcode.optional(),
    interestLevel,
    contactPreference,
    consent: z.literal(true, { error: 'must be true: we keep nothing without consent' }),
    /** Which words were agreed to (`waitlistConsent.version`); left out: today's. */
    consentVersion: z.string().max(40).optional(),
    wishes: waitlistWishes.optional(),
    attribution: attribution.optional(),
    /** A field that people do not see, and leave empty. */
    website: z.string().max(1000).optional(),
    /** How long the form was open before it was sent, in milliseconds. People need more than a second or two. */
    openForMs: z.number().nonnegative('must not be negative').optional(),
  })
  .refine(({ contactPreference: how, phone: number }) => how === 'email' || number !== undefined, {
    path: ['phone'],
    error: 'must be given to be reached by phone or text message',
  });
export type WaitlistJoin = z.infer<typeof waitlistJoin>;

export const waitlistStatus = z.enum(['waiting', 'invited', 'booked', 'lapsed', 'left']);
export type WaitlistStatus = z.infer<typeof waitlistStatus>;

/**
 * 201: joined. 200: this person waits for this service already; the entry is the same and nothing of it has changed.
 *
 * The `manageToken` of a 200 shows that answer again, for a day, and no later state (`access: "view"`). A person who
 * types another person's email address learns that the address is on the list, which the status says anyway; they cannot see, change or remove the entry.
 * The link that can do so was sent to the address (and is sent again, once a day at most). A repeat of the same
 * request, by its `Idempotency-Key`, is answered with the 201 and the token that manages.
 */
export const waitlistJoined = z.object({
  entryId: z.string(),
  service: serviceId,
  /** 1 is next. 0: no longer waiting, invited already. */
  position: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** For `Authorization: Bearer`. */
  manageToken: z.string(),
  access: z.enum(['manage', 'view']),
  /** Whether the email address must be confirmed by the link in the mail before an invitation can come. */
  confirmationNeeded: z.boolean(),
});
export type WaitlistJoined = z.infer<typeof waitlistJoined>;

/** A visit that a person may book after an invitation or the offer of a time. */
const bookableVisit = z.object({
  kind: visitKind,
  name: z.string(),
  durationMinutes: z.number().int().positive(),
  /** 0 cents: booked at once. More: paid on the page. */
  price,
});

/** The state of an offer. */
export const waitlistOfferStatus = z.enum([
  /** Kept for this person until `expiresAt`; other people cannot take the time. */
  'offered',
  /** They are booking it, or have booked it. */
  'accepted',
  'declined',
  'timed_out',
  /** Ended by something else: they left the list, booked another time, or the time was lost. */
  'withdrawn',
]);
export type WaitlistOfferStatus = z.infer<typeof waitlistOfferStatus>;

/**
 * A time that a cancellation has freed, kept for this person alone until `expiresAt`. The mail's links lead to
 * `{waitlistPage}#entry={entryId}&token={manageToken}&offer={offerId}`, with `&answer=accept` or `&answer=decline` for its
 * two buttons. A page asks before it does what the link says: programs that look at mails follow links, too.
 *
 * - `price.amountCents` is 0: `POST …/offers/{offerId}/accept` books it at once.
 * - It costs something: ask for the details as for any paid visit, and send `POST /api/bookings` for exactly this
 *   service, visit, practitioner and start with `invitation: { entryId, token, offerId }`. The kept time passes to that
 *   booking. Left without paying, it comes back to this offer for as long as the offer lasts.
 */
const waitlistOffer = z.object({
  offerId: z.string(),
  status: waitlistOfferStatus,
  service: serviceId,
  serviceName: z.string(),
  visit: bookableVisit,
  practitionerId: z.string(),
  practitionerName: z.string(),
  start: instant,
  /** Until then it is theirs. Afterwards accepting is refused (`slot_unavailable`). */
  expiresAt: instant,
  /** What `accept` must be given, because we do not have it. Empty for a visit that is paid. */
  asks: z.array(z.enum(['phone', 'primaryConcern'])),
  /** With `accepted`: the booking that is being paid, or that stands. */
  bookingId: z.string().nullable(),
});
export type WaitlistOffer = z.infer<typeof waitlistOffer>;

/**
 * `POST /api/waitlist/{entryId}/offers/{offerId}/accept`, for a visit that costs nothing. Answered like
 * `POST /api/consultations/book`: 201, or 202 while the calendar has not answered for certain. Again: the same booking.
 * 409 `slot_unavailable` with `alternatives` when the offer is over or the time was lost; a visit that must be paid is
 * 422 with `fields: [{ path: "offerId", code: "to_pay" }]`.
 */
export const waitlistOfferAccept = z.object({
  /** Needed when `asks` has it; kept for the next time. */
  phone: phone.optional(),
  /** What they would like help with. Needed when `asks` has it. */
  primaryConcern: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(consultationLimits.primaryConcern)
    .optional(),
  /** Their zone, for the mails. Left out: the clinic's. */
  timeZone: timeZone.optional(),
});
export type WaitlistOfferAccept = z.infer<typeof waitlistOfferAccept>;

/**
 * `GET /api/waitlist/{entryId}`. With `access: "view"` it is the answer to joining again, for a day, and what is optional
 * is left out.
 */
export const waitlistEntryView = z.object({
  entryId: z.string(),
  service: serviceId,
  serviceName: z.string(),
  status: waitlistStatus,
  /** In the order of joining; 1 is next. 0: not waiting (invited, booked or lapsed). */
  position: z.number().int().nonnegative(),
  /** How many wait for the service. */
  total: z.number().int().nonnegative(),
  access: z.enum(['manage', 'view']),
  confirmationNeeded: z.boolean(),
  joinedAt: instant.optional(),
  interestLevel: interestLevel.optional(),
  contactPreference: contactPreference.optional(),
  /** Whether we have a phone number: without one, `email` is the only contact preference. */
  hasPhone: z.boolean().optional(),
  /** While `status` is `invited`. */
  invitation: z
    .object({
      bookBy: instant,
      /** `phone`: nothing of the service is booked on the page yet; the clinic books invited people by phone. */
      bookable: z.enum(['online', 'phone']),
      /**
       * With `online`: what may be booked, also while the catalogue says `waitlist`. Times come from
       * `GET /api/calendars/combined?…&entry={entryId}` with `Authorization: Bearer {manageToken}`; the booking request
       * has `invitation: { entryId, token }`. Left out with `phone`.
       */
      visits: z.array(bookableVisit).optional(),
    })
    .optional(),
  /** What they wait for, as they told us; `days` at the clinic. */
  wishes: waitlistWishes.optional(),
  /**
   * The time that is offered to them now, or the latest one that was (its `status` says so, while it lies ahead); left
   * out when there is none.
   */
  offer: waitlistOffer.optional(),
});
export type WaitlistEntryView = z.infer<typeof waitlistEntryView>;

/** `POST /api/waitlist/{entryId}`: what is left out stays. Answered with the entry. */
export const waitlistChange = z
  .object({
    interestLevel: interestLevel.optional(),
    contactPreference: contactPreference.optional(),
    phone: phone.optional(),
    postcode: postcode.optional(),
    wishes: waitlistWishes.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    error: 'must change something',
  });
export type WaitlistChange = z.infer<typeof waitlistChange>;

/** `POST /api/waitlist/{entryId}/confirm`: the `confirm` of the link in the mail. Answered with the entry. */
export const waitlistConfirm = z.object({ confirm: z.string().min(1, 'must not be empty').max(100) });

const part = z.number().min(0).max(1);

/** How a score is made up; each from 0 to 1. See `shared/waitlist/score.ts`. */
const waitlistScore = z.object({
  total: part,
  interest: part,
  wait: part,
  engagement: part,
  location: part,
});

const staffWaitlistEntry = z.object({
  entryId: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  postcode: z.string().nullable(),
  interestLevel,
  contactPreference,
  wishes: waitlistWishes,
  status: waitlistStatus,
  confirmed: z.boolean(),
  joinedAt: instant,
  invitedAt: instant.nullable(),
  bookBy: instant.nullable(),
  bookedAt: instant.nullable(),
  /** Times that were offered to them, the latest first. */
  offers: z.array(
    z.object({
      offerId: z.string(),
      status: waitlistOfferStatus,
      visit: visitKind,
      practitionerId: z.string(),
      start: instant,
      offeredAt: instant,
      expiresAt: instant,
      endedAt: instant.nullable(),
      bookingId: z.string().nullable(),
    }),
  ),
  /** In the order of invitation, among those who wait and can be invited; `null` for all others. */
  rank: z.number().int().positive().nullable(),
  score: waitlistScore,
});
export type StaffWaitlistEntry = z.infer<typeof staffWaitlistEntry>;

/** `GET /api/staff/waitlist`. `entries` in the order of invitation, those who no longer wait behind. */
export const staffWaitlist = z.object({
  service: serviceId,
  /** How many the filters let through; `entries` may hold fewer. */
  matching: z.number().int().nonnegative(),
  entries: z.array(staffWaitlistEntry),
  /** How many people ever joined, and how many reached each step. */
  conversion: z.object({
    joined: z.number().int(),
    confirmed: z.number().int(),
    invited: z.number().int(),
    /** To whom a freed time was ever offered. */
    offered: z.number().int(),
    booked: z.number().int(),
    waiting: z.number().int(),
    lapsed: z.number().int(),
    left: z.number().int(),
  }),
  /** Of those whom the filters let through. */
  segments: z.object({
    byInterest: z.array(z.object({ interestLevel, count: z.number().int() })),
    byPostcode: z.array(z.object({ postcode: z.string().nullable(), count: z.number().int() })),
  }),
  launch: z
    .object({
      state: z.enum(['running', 'stopped']),
      batches: z.number().int(),
      lastBatchAt: instant.nullable(),
    })
    .nullable(),
});
export type StaffWaitlist = z.infer<typeof staffWaitlist>;

/** `POST /api/staff/waitlist/{service}/launch`. */
export const waitlistLaunch = z.object({
  batchSize: z
    .int('must be a whole number')
    .min(1, 'must be 1 at least')
    .max(500, 'must be 500 at most: invite in several batches'),
  /** Lists the people who would be invited, and invites none. */
  dryRun: z.boolean().default(false),
});

export const waitlistLaunched = z.object({
  service: serviceId,
  dryRun: z.boolean(),
  /** In order. */
  invited: z.array(z.object({ entryId: z.string(), name: z.string(), email: z.string(), score: z.number() })),
  count: z.number().int(),
  /** How many can still be invited after these. */
  remaining: z.number().int(),
  /** Until when these may book. */
  bookBy: instant,
  /** What the mail says: book on the page, or (while the service is not open) by phone. */
  bookable: z.enum(['online', 'phone']),
});
export type WaitlistLaunched = z.infer<typeof waitlistLaunched>;

/** `POST /api/staff/waitlist/{service}/stop`: no more invitations until the next launch. */
export const waitlistStopped = z.object({ service: serviceId, state: z.literal('stopped') });
