/** One answer as it was given in a form elsewhere. What has no shape of its own is its words. */
export type GivenAnswer =
  | { readonly kind: 'name'; readonly first: string; readonly middle: string; readonly last: string }
  | { readonly kind: 'date'; readonly year: string; readonly month: string; readonly day: string }
  | {
      readonly kind: 'address';
      readonly line1: string;
      readonly line2: string;
      readonly suburb: string;
      readonly state: string;
      readonly postcode: string;
    }
  /** One text, or the labels of what was ticked. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] };

export interface GivenQuestion {
  /** The question's id in that form; it stays when the question is reworded. */
  readonly questionKey: string;
  /** As the patient read it. */
  readonly question: string;
  readonly answer: GivenAnswer;
  /** The answer for people to read. */
  readonly words: string;
}

/** A form that was filled in elsewhere. Only what was answered, in the order of the form. */
export interface GivenForm {
  readonly submissionKey: string;
  readonly formKey: string;
  readonly questions: readonly GivenQuestion[];
  /** How many more calls we have today; `null` when it does not say. */
  readonly callsLeft: number | null;
}

/** Where forms are filled in that are not on our pages. */
export interface FormsElsewhere {
  /**
   * Reads a submission back. `null`: it is not given to us. It may not exist, belong to somebody else, or our key may
   * be wrong; the vendor says the same of all three.
   * @throws UpstreamError
   */
  read(submissionKey: string, signal?: AbortSignal): Promise<GivenForm | null>;
}
