import { z } from 'zod';
import type { FormDefinition } from '../forms/definition.ts';
import { formIds, serviceIds } from '../ids/ids.ts';
import { attribution } from './attribution.ts';
import { dateOfBirth } from './bookings.ts';
import { instant, timeZone } from './primitives.ts';
import { email, phone, typedName, typedText } from './typed.ts';

export const formId = z.enum(formIds, { error: `must be one of ${formIds.join(', ')}` });

/** `GET /api/forms/{formId}`: the definition, in the language of `forms/definition.ts`. */
export const formDefinition = z.custom<FormDefinition>(
  (value) => typeof value === 'object' && value !== null,
);

/** By field id. `forms/kinds/` describes the value of each kind of field, and the form engine checks it. */
const answers = z.record(z.string().max(64), z.unknown(), {
  error: ({ code }) =>
    code === 'invalid_key'
      ? 'is not the id of a question: those have 64 characters at most'
      : 'must be an object, by field id',
});

/** Who fills in a form that belongs to no booking. */
export const formPatient = z.object({
  firstName: typedName(40),
  lastName: typedName(40),
  email,
  phone,
  dateOfBirth: dateOfBirth.optional(),
});
export type FormPatient = z.infer<typeof formPatient>;

/** Which of several places the form came from; all of them may be left out. */
const origins = {
  /** With `manageToken`: the booking that the form belongs to. */
  bookingId: z.uuid({ error: 'must be the id of a booking' }).optional(),
  manageToken: z.string().max(200).optional(),
};

/**
 * `POST /api/forms/{formId}/submissions`. A form with answers that raise a red flag is accepted even when other answers
 * are missing or wrong, so that help does not wait for a postcode.
 */
export const submissionRequest = z.object({
  answers,
  ...origins,
  patient: formPatient.optional(),
  /** What was kept to come back to; it is forgotten with the submission. */
  draftId: z.uuid({ error: 'must be the id of a kept form' }).optional(),
  draftToken: z.string().max(200).optional(),
  /** The patient's, for what "today" is; left out: the clinic's. */
  timeZone: timeZone.optional(),
  attribution: attribution.optional(),
  /** The patient wants their answers by email, as a PDF. Left out: the email has a link to them. */
  emailCopy: z.boolean().optional(),
});
export type SubmissionRequest = z.infer<typeof submissionRequest>;

const urgency = z.enum(['emergency', 'same_day', 'soon', 'routine', 'self_care']);

const supportLine = z.object({
  id: z.string(),
  name: z.string(),
  /** As people read it: `13 11 14`. */
  phone: z.string(),
  /** A number that takes text messages. */
  text: z.string().optional(),
  /** Who it is for, and when. */
  for: z.string(),
});

/** Where triage leads, or where a red flag in any other form does. Never a treatment. */
export const formOutcome = z.object({
  urgency,
  /** `null`: no booking may follow, or none is needed. The visit is always the free first call. */
  recommendation: z
    .object({
      service: z.enum(serviceIds),
      visit: z.literal('consultation'),
      practitionerIds: z.array(z.string()),
    })
    .nullable(),
  redFlags: z.array(z.string()),
  support: z.array(supportLine),
  /** Self-service ends here: help, a call back, and never a booking. */
  stop: z.boolean(),
});
export type FormOutcome = z.infer<typeof formOutcome>;

/** 202: stored. Filing follows. */
export const submissionReceived = z.object({
  submissionId: z.string(),
  receivedAt: instant,
  /** With triage always; with another form when an answer raised a red flag. */
  outcome: formOutcome.optional(),
  /** Triage: hand it to the booking (`triageSessionId`), so that the consultant sees the answers with the call. */
  triageSessionId: z.string().optional(),
});
export type SubmissionReceived = z.infer<typeof submissionReceived>;

/** `POST /api/forms/submissions/{submissionId}/call-back`: a person of the clinic calls. Asking twice is asking once. */
export const callBackRequest = z.object({
  name: typedName(100),
  phone,
});
export type CallBackRequest = z.infer<typeof callBackRequest>;
export const callBackTaken = z.object({ submissionId: z.string(), requestedAt: instant });
export type CallBackTaken = z.infer<typeof callBackTaken>;

/** `GET /api/bookings/{bookingId}/forms/{formId}` with the booking's manage token: what need not be asked again. */
export const formContext = z.object({
  formId,
  bookingId: z.string().nullable(),
  status: z.enum(['due', 'submitted']),
  submittedAt: instant.nullable(),
  /** Answers of earlier forms, for questions that are asked once (`askOnce`) and for their conditions. */
  known: answers,
  /** What the booking knows, for fields that say `prefill`. */
  prefill: z.partialRecord(
    z.enum(['firstName', 'lastName', 'dateOfBirth', 'email', 'phone', 'primaryConcern']),
    z.string(),
  ),
});
export type FormContext = z.infer<typeof formContext>;

/**
 * `POST /api/forms/{formId}/drafts`: keeps what was typed, at the patient's wish, and mails them the link. The
 * address is the booking's where there is a booking; else `email`, and without one no mail goes out.
 */
export const draftRequest = z.object({
  answers,
  consent: z.literal(true, { error: 'must be true: we keep nothing half finished without consent' }),
  ...origins,
  email: email.optional(),
  timeZone: timeZone.optional(),
});
export type DraftRequest = z.infer<typeof draftRequest>;

/** 201. The same from `POST /api/forms/drafts/{draftId}` (200), which replaces the answers. */
export const draftKept = z.object({
  draftId: z.string(),
  /** For `Authorization: Bearer`; opens this draft and nothing else. */
  draftToken: z.string(),
  /** Leads back to the form on any device; the token is in the fragment. */
  resumeUrl: z.string(),
  savedAt: instant,
  /** It is forgotten then, or when the form is sent. */
  expiresAt: instant,
  /** Whether a mail with the link is on its way. */
  mailed: z.boolean(),
});
export type DraftKept = z.infer<typeof draftKept>;

/** `POST /api/forms/drafts/{draftId}` with its token. */
export const draftChange = z.object({ answers });

/** `GET /api/forms/drafts/{draftId}` with its token. `DELETE` forgets it: 204. */
export const draftView = z.object({
  draftId: z.string(),
  formId,
  answers,
  savedAt: instant,
  expiresAt: instant,
  context: formContext,
});
export type DraftView = z.infer<typeof draftView>;

const formInWords = z.object({
  submissionId: z.string(),
  /** What people call it by: `FORM-8F14E45F`. */
  reference: z.string(),
  formId,
  title: z.string(),
  receivedAt: instant,
  patientName: z.string().nullable(),
  /** In words: "27 March 1980". */
  dateOfBirth: z.string().nullable(),
  /** Phone number and email address, as lines. */
  contact: z.array(z.string()),
  /** What was shown. An empty answer: the question was left out. */
  sections: z.array(
    z.object({
      title: z.string(),
      questions: z.array(z.object({ question: z.string(), answer: z.array(z.string()) })),
    }),
  ),
});

/** `GET /api/forms/submissions/{submissionId}` with the token of an email's link: what the patient sent. */
export const formCopy = formInWords;
export type FormCopy = z.infer<typeof formCopy>;

/** `GET /api/staff/forms/{submissionId}` with `triage:read`: a form in the characters in which it was typed. */
export const staffForm = formInWords.extend({
  formVersion: z.string(),
  /** Why answers are missing; `null` when the form is complete. */
  incomplete: z.enum(['stopped', 'faulty']).nullable(),
});
export type StaffForm = z.infer<typeof staffForm>;

/** What came of a triage session, by seed 003. `null`: nothing yet. */
export const triageSessionOutcome = z.enum(['booked', 'referred', 'rejected', 'no_show']);

/** `GET /api/staff/triage/{sessionId}`: the session as a consultant reads it. Patient fields are `null` when they gave none. */
export const triageSession = z.object({
  sessionId: z.string(),
  createdAt: instant,
  patientName: z.string().nullable(),
  patientEmail: z.string().nullable(),
  patientPhone: z.string().nullable(),
  /** Who calls, and when, once a consultation is booked. */
  consultantId: z.string().nullable(),
  scheduledTime: instant.nullable(),
  primaryConcern: z.string().nullable(),
  triageNotes: z.string(),
  recommendedPractitioners: z.array(z.string()),
  recommendedService: z.enum(serviceIds).nullable(),
  outcome: triageSessionOutcome.nullable(),
  /** The booking that it led to: the visit that the consultant booked, or else the patient's own booking. */
  bookingId: z.string().nullable(),
  /** `null`: the call was booked without a triage form. */
  urgency: urgency.nullable(),
  redFlags: z.array(z.string()),
  /** What the recommendation rests on, in sentences. */
  reasons: z.array(z.string()),
  callBack: z.object({ name: z.string(), phone: z.string(), requestedAt: instant }).nullable(),
  /** The answers in words, as they were asked. */
  answers: z.array(
    z.object({
      title: z.string(),
      questions: z.array(z.object({ question: z.string(), answer: z.array(z.string()) })),
    }),
  ),
});
export type TriageSession = z.infer<typeof triageSession>;

/** `GET /api/staff/triage`: the newest first, without answers. */
export const triageSessionList = z.object({
  sessions: z.array(
    triageSession.pick({
      sessionId: true,
      createdAt: true,
      patientName: true,
      scheduledTime: true,
      urgency: true,
      redFlags: true,
      outcome: true,
    }),
  ),
});
export type TriageSessionList = z.infer<typeof triageSessionList>;

/** `POST /api/staff/triage/{sessionId}` with `triage:update`: what is left out stays. Answered with the session. */
export const triageSessionChange = z
  .object({
    outcome: triageSessionOutcome.nullable().optional(),
    triageNotes: typedText(5000).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, {
    error: 'must change something: outcome or triageNotes',
  });
