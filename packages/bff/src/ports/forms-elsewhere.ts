import type { WebhookSender } from './webhook-sender.ts';

/** One answer of a form elsewhere. An answer without a shape of its own is its words. */
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
  /** One text, or the labels of the ticked options. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] };

export interface GivenQuestion {
  /** The question's id in that form. It stays the same when the question gets other words. */
  readonly questionKey: string;
  /** As the patient read it. */
  readonly question: string;
  readonly answer: GivenAnswer;
  /** The answer for people to read. */
  readonly words: string;
}

/** A form that was filled in elsewhere: the answered questions, in the order of the form. */
export interface GivenForm {
  readonly submissionKey: string;
  readonly formKey: string;
  readonly questions: readonly GivenQuestion[];
  /** How many more calls we may make today; `null` when the service does not say. */
  readonly callsLeft: number | null;
}

/** A service where patients fill in forms outside our pages. */
export interface FormsElsewhere {
  /** How staff know the service. */
  readonly displayName: string;
  /**
   * Reads a submission. `null`: we do not get it. It may not exist, it may belong to another account, or our key may be
   * wrong; the service gives the same answer for all three.
   * @throws UpstreamError
   */
  read(submissionKey: string, signal?: AbortSignal): Promise<GivenForm | null>;
}

/** The ids of a submission at the service. */
interface GivenFormIds {
  readonly submissionKey: string;
  readonly formKey: string;
}

/**
 * Checks and reads the webhook deliveries of the service. It does not sign them: a secret is part of the address that it
 * sends to.
 */
export interface FormsElsewhereWebhooks extends WebhookSender {
  isGenuine(delivery: { secret: string | undefined }): boolean;
  /** `null` when the body does not name a form and a submission. The rest of a body is not trusted and not kept. */
  parse(delivery: { body: Uint8Array; contentType: string }): Promise<GivenFormIds | null>;
}
