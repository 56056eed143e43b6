import type { ConsultationDetails } from '@botaniqal/shared/validation/consultation-details.ts';

/** Something was typed; carries all fields as they stand. Not composed: nothing typed leaves the journey. */
export class DetailsTypedEvent extends Event {
  static readonly type = 'bq-details-typed';
  readonly details: ConsultationDetails;
  constructor(details: ConsultationDetails) {
    super(DetailsTypedEvent.type, { bubbles: true });
    this.details = details;
  }
}

/** The form was sent, and every field holds. */
export class DetailsSubmittedEvent extends Event {
  static readonly type = 'bq-details-submitted';
  constructor() {
    super(DetailsSubmittedEvent.type, { bubbles: true });
  }
}
