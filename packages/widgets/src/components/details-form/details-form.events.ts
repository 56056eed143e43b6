import type { DetailsField } from './details.ts';

/**
 * The patient typed into one field. The event carries one field, because a browser that fills in several fields
 * reports each of them before the next render. Not composed: typed text does not leave the journey.
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

/** The form was sent, and every field is valid. */
export class DetailsSubmittedEvent extends Event {
  static readonly type = 'bq-details-submitted';
  constructor() {
    super(DetailsSubmittedEvent.type, { bubbles: true });
  }
}
