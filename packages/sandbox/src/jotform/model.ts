/** What JotForm holds, as it is asked for and answered: every scalar is a string. */
export interface Question {
  qid: string;
  /** The field's unique name; part of the keys in `rawRequest`. */
  name: string;
  /** `control_fullname`, `control_checkbox` … */
  type: string;
  /** What the patient reads. */
  text: string;
  /** Of checkboxes, radio buttons and drop-downs. */
  options?: readonly string[];
}

export interface Form {
  id: string;
  title: string;
  questions: readonly Question[];
  /** Full addresses, with the secret that an address may contain. */
  webhooks: string[];
}

/** As the answer to a question is stored: a string, a list of strings, or an object of strings. */
export type Answer = string | readonly string[] | Readonly<Record<string, string>>;

export interface Submission {
  id: string;
  formId: string;
  /** Of another account: our key must not read it. */
  isForeign: boolean;
  createdAt: Date;
  answers: Readonly<Record<string, Answer>>;
}

export interface Delivery {
  url: string;
  submissionId: string;
  attempts: number;
  status: number | null;
  state: 'waiting' | 'delivered' | 'given_up';
}

export interface Model {
  forms: Map<string, Form>;
  submissions: Map<string, Submission>;
  deliveries: Delivery[];
}
