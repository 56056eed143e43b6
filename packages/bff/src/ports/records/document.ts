/** A PDF for the documents that came in for a patient. */
export interface NewDocument {
  /** Unique to the document: staff read it in the list, and it is how we find the document again. */
  subject: string;
  /** The day it came in, `YYYY-MM-DD`. */
  date: string;
  /** The provider whose inbox gets it, from clinic.yaml. */
  recipientId: string;
  filename: string;
  pdf: Uint8Array;
}
