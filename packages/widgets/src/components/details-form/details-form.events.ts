import type { DetailsField } from './details.ts';

/**
 * Something was typed into one field. One field and not the whole form: a browser that fills several at once
 * reports them in one breath, before anything is drawn again. Not composed: nothing typed leaves the journey.
 */
export class DetailsTypedEvent extends Event {
  static readonly type = 'bq-details-typed';
  readonly field: DetailsField;
  readonly value: string;
  constructor(field: DetailsField, value: string) {
    super(DetailsTypedEvent.type, { bubbles: true });
    this.field = field;
    this.value = value;
  }
}

/** The form was sent, and every field holds. */
export class DetailsSubmittedEvent extends Event {
  static readonly type = 'bq-details-submitted';
  constructor() {
    super(DetailsSubmittedEvent.type, { bubbles: true });
  }
}
