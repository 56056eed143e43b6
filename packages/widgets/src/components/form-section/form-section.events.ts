/**
 * The patient typed or chose something in one field. Not composed: an answer leaves the form only when the form is
 * sent.
 */
export class FormTypedEvent extends Event {
  static readonly type = 'bq-form-typed';
  readonly field: string;
  /** As typed; the engine normalises it. */
  readonly value: unknown;
  constructor(field: string, value: unknown) {
    super(FormTypedEvent.type, { bubbles: true });
    this.field = field;
    this.value = value;
  }
}

/**
 * The patient has answered a question: they left it, or pressed one of its options. The element looks for red flags
 * now. Arrow keys that pass over an alarming answer do not answer the question.
 * A listener calls `preventDefault()` when the form stops here; then the section does nothing else.
 */
export class FormLeftEvent extends Event {
  static readonly type = 'bq-form-left';
  constructor() {
    super(FormLeftEvent.type, { bubbles: true, cancelable: true });
  }
}

/** The section was sent, and every field in it is valid. */
export class FormSectionDoneEvent extends Event {
  static readonly type = 'bq-form-section-done';
  constructor() {
    super(FormSectionDoneEvent.type, { bubbles: true });
  }
}
