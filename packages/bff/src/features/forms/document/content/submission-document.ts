import type { AnsweredQuestion } from '@botaniqal/shared/forms/answer-text.ts';
import type { Urgency } from '@botaniqal/shared/forms/definition.ts';

/**
 * A submission in words, ready to be drawn by `submission-pdf.ts`. `describe-submission.ts` makes it from a stored
 * one.
 */
export interface SubmissionDocument {
  readonly clinic: { readonly name: string; readonly phone: string };
  readonly form: { readonly title: string; readonly version: string };
  /** The name that people use for it, from `submissionReference`. The record files it under this subject. */
  readonly reference: string;
  readonly receivedAt: Date;
  /** The time zone in which `receivedAt` is shown. */
  readonly timeZone: string;
  /** The service where the form was filled in, as staff know it; `null` for our own page. */
  readonly service: string | null;
  readonly patient: {
    /** `null` when they did not say. */
    readonly name: string | null;
    /** In words: "27 March 1980". */
    readonly dateOfBirth: string | null;
    /** Phone number and email address, as lines. */
    readonly contact: readonly string[];
  };
  /** What a clinician must see first. Only the record's copy shows it. */
  readonly attention: Attention;
  /** Why answers are missing; `null` when the form is complete. */
  readonly incomplete: 'stopped' | 'faulty' | null;
  readonly sections: readonly DocumentSection[];
  /** Sections without answers of a form that was stopped. */
  readonly notReached: readonly string[];
}

export interface Attention {
  readonly redFlags: readonly { readonly urgency: Urgency; readonly reason: string }[];
  /** Triage only. */
  readonly triage: { readonly urgency: Urgency; readonly reasons: readonly string[] } | null;
  /** A screening scale, with the meaning of its score. */
  readonly scales: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface DocumentSection {
  readonly title: string;
  /** The text before the questions: on a scale it is part of the question. */
  readonly intro?: string;
  readonly questions: readonly DocumentQuestion[];
}

export interface DocumentQuestion extends AnsweredQuestion {
  /** Repeating rows (medicines, allergies): one cell for each column. */
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** Each line of the answer is one of several. */
  readonly list?: true;
  /** The answer is a name, typed as a signature. */
  readonly signature?: true;
}

/** A short reference to say and to search for: `FORM-8F14E45F`, from the submission's id. */
export function submissionReference(submissionId: string): string {
  return `FORM-${submissionId.replaceAll('-', '').slice(0, 8).toUpperCase()}`;
}

/**
 * The reader. The record's copy begins with what a clinician must see; the patient's copy holds only what they wrote.
 */
export type Audience = 'record' | 'patient';
