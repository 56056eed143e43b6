/** A service that sends us webhook events. */
export interface WebhookSender {
  /** How the webhook inbox names it. */
  readonly provider: string;
  /** How staff know it. */
  readonly displayName: string;
}

/** A service that signs each delivery. */
export interface SigningWebhookSender extends WebhookSender {
  /** The header that contains the signature. */
  readonly signatureHeader: string;
}
