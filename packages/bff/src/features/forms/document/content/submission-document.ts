import type { AnsweredQuestion } from '@botaniqal/shared/forms/answer-text.ts';
import type { Urgency } from '@botaniqal/shared/forms/definition.ts';

/** A submission in words, ready to be drawn (`submission-pdf.ts`). Made from a stored one by `describe-submission.ts`. */
export interface SubmissionDocument {
  readonly clinic: { readonly name: string; readonly phone: string };
  readonly form: { readonly title: string; readonly version: string };
  /** What people call it by, from `submissionReference`: also the subject under which it lies in the record. */
  readonly reference: string;
  readonly receivedAt: Date;
  /** In which `receivedAt` is told. */
  readonly timeZone: string;
  readonly source: 'page' | 'jotform';
  readonly patient: {
    /** `null`: they did not say. */
    readonly name: string | null;
    /** In words: "27 March 1980". */
    readonly dateOfBirth: string | null;
    /** Phone and e-mail, as lines. */
    readonly contact: readonly string[];
  };
  /** What matters at first sight to whoever cares for the patient; drawn in the record's copy alone. */
  readonly attention: Attention;
  /** Why something is missing; `null` when the form is whole. */
  readonly incomplete: 'stopped' | 'faulty' | null;
  readonly sections: readonly DocumentSection[];
  /** Sections of a form that was stopped, of which nothing was answered. */
  readonly notReached: readonly string[];
}

export interface Attention {
  readonly redFlags: readonly { readonly urgency: Urgency; readonly reason: string }[];
  /** Triage only. */
  readonly triage: { readonly urgency: Urgency; readonly reasons: readonly string[] } | null;
  /** A screening scale, with how its score reads. */
  readonly scales: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface DocumentSection {
  readonly title: string;
  /** What stood before its questions: a scale's is part of what was asked. */
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

/** Short, for people to say and to search for: `FORM-8F14E45F`, from the submission's id. */
export function submissionReference(submissionId: string): string {
  return `FORM-${submissionId.replaceAll('-', '').slice(0, 8).toUpperCase()}`;
}
