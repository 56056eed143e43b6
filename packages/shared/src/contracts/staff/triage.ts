import { z } from 'zod';
import { triageSession, triageSessionOutcome } from '../forms.ts';
import { instant, serviceId } from '../primitives.ts';
import { typedText } from '../typed.ts';

/**
 * Where a session stands. `waiting`: no call is booked. `scheduled`: the call is booked. `in_call`: it has begun.
 * `ended`: its outcome is noted. `cancelled`: the call was cancelled and nothing else is left to do.
 */
const triageStatus = z.enum(['waiting', 'scheduled', 'in_call', 'ended', 'cancelled']);
export type TriageStatus = z.infer<typeof triageStatus>;

const colleague = z.object({
  /** The address of a person, or a token's `sub`. */
  id: z.string(),
  name: z.string(),
});

const deskParts = {
  status: triageStatus,
  /** Counts the writes. Send it back with the next one. */
  version: z.number().int(),
  /** Who has this session. */
  claimedBy: colleague.nullable(),
  claimedAt: instant.nullable(),
  /** Whether the person who asks may book from it and note its outcome. */
  isMine: z.boolean(),
};

/** `GET /api/staff/triage/{sessionId}` and the answer of every write: seed 003's session with what the desk needs. */
export const staffTriageSession = triageSession.extend({
  ...deskParts,
  callStartedAt: instant.nullable(),
  callEndedAt: instant.nullable(),
  /** The free call, once the patient has booked it. */
  consultationId: z.string().nullable(),
  /** The service of that call: what a visit is booked in when the form recommends none. */
  callService: serviceId.nullable(),
  /** `tel:` link of the number to call. */
  phoneLink: z.string().nullable(),
  /** How the visit stands that the consultant booked: `awaiting_payment` while its link is not paid. */
  visitBooking: z
    .object({ bookingId: z.string(), status: z.string(), start: instant, practitionerId: z.string() })
    .nullable(),
});
export type StaffTriageSession = z.infer<typeof staffTriageSession>;

/** Why a session stands where it stands in the queue. */
const triageRank = z.enum(['emergency', 'call_back', 'same_day', 'call', 'waiting']);
export type TriageRank = z.infer<typeof triageRank>;

/**
 * `GET /api/staff/triage/queue`: what is open. Emergencies and call-backs come first, then the same day, then calls in
 * order of time, then those who wait, the longest first.
 */
export const triageQueue = z.object({
  sessions: z.array(
    triageSession
      .pick({
        sessionId: true,
        createdAt: true,
        patientName: true,
        scheduledTime: true,
        urgency: true,
        redFlags: true,
        outcome: true,
        consultantId: true,
        callBack: true,
      })
      .extend({
        ...deskParts,
        rank: triageRank,
        /** Since when the patient waits: since the call-back was asked for, or the form came. A call waits from its start. */
        waitingSince: instant,
        patientPhone: z.string().nullable(),
        phoneLink: z.string().nullable(),
      }),
  ),
  /** Whether there are more than these. */
  more: z.boolean(),
});
export type TriageQueue = z.infer<typeof triageQueue>;

const version = z
  .number('must be the version that you read')
  .int('must be the version that you read')
  .min(1, 'must be the version that you read');

/** `POST /api/staff/triage/{sessionId}`: what is left out stays. Without `version`, a machine writes over what there is. */
export const staffTriageChange = z
  .object({
    outcome: triageSessionOutcome.nullable().optional(),
    triageNotes: typedText(5000).optional(),
    version: version.optional(),
  })
  .refine(({ outcome, triageNotes }) => outcome !== undefined || triageNotes !== undefined, {
    error: 'must change something: outcome or triageNotes',
  });
export type StaffTriageChange = z.infer<typeof staffTriageChange>;

/** `POST …/claim`: "I have this". `POST …/release`: back into the queue. */
export const triageClaim = z.object({ version });
/** `POST …/hand-over`: a colleague has it from now on. `to`: the address under `staff` in `clinic.yaml`. */
export const triageHandOver = z.object({ version, to: z.string().min(1, 'must not be empty').max(200) });
/** `POST …/call`: the call begins or ends. */
export const triageCall = z.object({
  version,
  act: z.enum(['start', 'end'], { error: 'must be start or end' }),
});
/** `GET /api/staff/triage/colleagues`: whom a session can be handed over to. */
export const triageColleagues = z.object({ colleagues: z.array(colleague) });
export type TriageColleagues = z.infer<typeof triageColleagues>;
