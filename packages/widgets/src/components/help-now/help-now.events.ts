/**
 * The patient wants the clinic to call. Both values are valid. Not composed: the element around the form handles it.
 */
export class CallBackAskedEvent extends Event {
  static readonly type = 'bq-call-back-asked';
  readonly name: string;
  readonly phone: string;
  constructor(name: string, phone: string) {
    super(CallBackAskedEvent.type, { bubbles: true });
    this.name = name;
    this.phone = phone;
  }
}

/** The patient chose the alarming answer by mistake. */
export class ChosenByMistakeEvent extends Event {
  static readonly type = 'bq-chosen-by-mistake';
  constructor() {
    super(ChosenByMistakeEvent.type, { bubbles: true });
  }
}
