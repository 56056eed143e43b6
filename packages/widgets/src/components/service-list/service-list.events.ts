import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';

/** The patient chose a visit. Not composed: the element around the list decides about the next step. */
export class VisitChosenEvent extends Event {
  static readonly type = 'bq-visit-chosen';
  readonly service: ServiceId;
  readonly visit: VisitKind;
  constructor(service: ServiceId, visit: VisitKind) {
    super(VisitChosenEvent.type, { bubbles: true });
    this.service = service;
    this.visit = visit;
  }
}
