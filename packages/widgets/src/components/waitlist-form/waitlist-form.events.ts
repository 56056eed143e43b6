import type { SignUp, SignUpField } from './sign-up.ts';

/** Something was typed or chosen in one field. Not composed: it leaves the sign-up only when it is sent. */
export class SignUpTypedEvent extends Event {
  static readonly type = 'bq-sign-up-typed';
  readonly field: SignUpField;
  readonly value: string;
  constructor(field: SignUpField, value: string) {
    super(SignUpTypedEvent.type, { bubbles: true });
    this.field = field;
    this.value = value;
  }
}

/** The form was sent. Whoever hears it judges what was entered. */
export class SignUpSubmittedEvent extends Event {
  static readonly type = 'bq-sign-up-submitted';
  readonly entered: SignUp;
  /** What stands in the field that people do not see; empty unless a machine filled it in. */
  readonly trap: string;
  /** Milliseconds since the form was first shown. */
  readonly elapsed: number;
  constructor(entered: SignUp, trap: string, elapsed: number) {
    super(SignUpSubmittedEvent.type, { bubbles: true });
    this.entered = entered;
    this.trap = trap;
    this.elapsed = elapsed;
  }
}
