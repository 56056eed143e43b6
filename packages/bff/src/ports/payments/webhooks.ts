import type { SigningWebhookSender } from '../webhook-sender.ts';

/** One webhook event of a provider. It is a hint to read the payment again; its content is not trusted. */
export interface PaymentWebhookEvent {
  /** The same for every delivery of one event. */
  key: string;
  kind:
    | 'authorised'
    | 'captured'
    | 'declined'
    | 'cancelled'
    | 'awaiting_confirmation'
    | 'processing'
    | 'refund_changed'
    | 'disputed'
    | 'other';
  paymentId: string | null;
  bookingId: string | null;
  /** When it happened, by the provider's clock. */
  at: Date;
}

/** Checks and reads the webhook deliveries of a provider. */
export interface PaymentWebhooks extends SigningWebhookSender {
  /** The event, when the provider signed exactly these bytes, at most five minutes ago; `null` otherwise. */
  read(delivery: { body: Uint8Array; signature: string | undefined }): Promise<PaymentWebhookEvent | null>;
}
