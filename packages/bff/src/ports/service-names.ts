/** How staff know the services outside. Each port gives its own name. */
export interface ServiceNames {
  readonly calendar: string;
  /** The service with the practitioners' mailboxes. */
  readonly mailbox: string;
  readonly records: string;
  readonly payments: string;
  /** The service where patients fill in forms outside our pages. */
  readonly formsElsewhere: string;
}
