/** "Pay" was pressed and the card is on its way to the bank. Until it is settled, the way back is closed. */
export class PayingEvent extends Event {
  static readonly type = 'bq-paying';
  constructor() {
    super(PayingEvent.type, { bubbles: true });
  }
}

/** What became of a press of "Pay". */
export class PayOutcomeEvent extends Event {
  static readonly type = 'bq-pay-outcome';
  /** The bank keeps the money back: the server takes over. False: the patient can change something and pay again. */
  readonly authorised: boolean;
  constructor(authorised: boolean) {
    super(PayOutcomeEvent.type, { bubbles: true });
    this.authorised = authorised;
  }
}

/** The card fields could not be shown: perhaps there is nothing to pay any more. */
export class CardUnavailableEvent extends Event {
  static readonly type = 'bq-card-unavailable';
  constructor() {
    super(CardUnavailableEvent.type, { bubbles: true });
  }
}
