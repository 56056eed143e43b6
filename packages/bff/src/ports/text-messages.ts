import type { SigningWebhookSender } from './webhook-sender.ts';

export interface TextMessage {
  /** A mobile number in E.164. */
  to: string;
  body: string;
}

export interface TextOptions {
  /** After so long the service tries no more to hand the message over. */
  validSeconds?: number;
  signal?: AbortSignal;
}

/** What became of a send. `refused`: another try does not help. */
export type TextSent =
  | { kind: 'sent'; messageId: string; segments: number }
  | { kind: 'refused'; reason: 'opted_out' | 'not_a_mobile' | 'other'; code: string | null };

/** A message as its service has it. */
export interface TextReading {
  direction: 'to_patient' | 'from_patient';
  state: 'under_way' | 'delivered' | 'failed';
  /** The service's own code of a failure. */
  code: string | null;
  /** The number of the sender. */
  from: string;
  body: string;
  /** When the service took it, to the second. */
  at: Date;
}

/** Sends text messages, and reads what became of them. */
export interface TextMessenger {
  /** @throws UpstreamError; after most of them it is unknown whether the message was taken: `find` tells */
  send(text: TextMessage, options?: TextOptions): Promise<TextSent>;
  /** The ids of messages with this text to this number since then, for a send whose answer was lost. @throws UpstreamError */
  find(
    text: TextMessage,
    since: Date,
    signal?: AbortSignal,
  ): Promise<{ messageId: string; segments: number }[]>;
  /** `null`: there is no such message. @throws UpstreamError */
  read(messageId: string, signal?: AbortSignal): Promise<TextReading | null>;
}

/** One delivery: a receipt, or a patient's answer. Its content is not trusted, so only the id is taken from it. */
interface TextEvent {
  /** The same for every delivery of one event. */
  key: string;
  kind: 'receipt' | 'answer';
  messageId: string;
}

export interface TextWebhooks extends SigningWebhookSender {
  /** Where it sends them. */
  readonly path: string;
  /** `unsigned`: the signature is missing or wrong. `null`: nothing in it is about a message. */
  read(delivery: { body: Uint8Array; signature: string | undefined }): TextEvent | 'unsigned' | null;
}
