/** Something was typed or chosen in one field. Not composed: it leaves the form only when it is sent. */
export class FormTypedEvent extends Event {
  static readonly type = 'bq-form-typed';
  readonly field: string;
  /** As typed; the engine cleans it. */
  readonly value: unknown;
  constructor(field: string, value: unknown) {
    super(FormTypedEvent.type, { bubbles: true });
    this.field = field;
    this.value = value;
  }
}

/**
 * A question was answered for good: the patient went on from it, or pressed one of its options. Now is the time to
 * look for red flags; arrow keys that pass over an alarming answer are not an answer yet.
 * `preventDefault()` when the form stops here: then nothing else happens.
 */
export class FormLeftEvent extends Event {
  static readonly type = 'bq-form-left';
  constructor() {
    super(FormLeftEvent.type, { bubbles: true, cancelable: true });
  }
}

/** The section was sent, and every field in it holds. */
export class FormSectionDoneEvent extends Event {
  static readonly type = 'bq-form-section-done';
  constructor() {
    super(FormSectionDoneEvent.type, { bubbles: true });
  }
}
