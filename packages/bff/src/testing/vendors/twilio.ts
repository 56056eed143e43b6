import { randomUUID } from 'node:crypto';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type {
  TextMessage,
  TextMessenger,
  TextOptions,
  TextReading,
  TextSent,
} from '../../ports/text-messages.ts';

interface KeptText extends TextMessage {
  messageId: string;
  direction: TextReading['direction'];
  state: TextReading['state'];
  code: string | null;
  from: string;
  at: Date;
  validSeconds: number | undefined;
}

/** A service for text messages in memory. It delivers at once. */
export class InMemoryTexts implements TextMessenger {
  readonly #now: () => Date;
  readonly all: KeptText[] = [];
  /** Numbers that want no messages. */
  readonly optedOut = new Set<string>();
  /** Takes the next message, and its answer is lost. */
  losesNextAnswer = false;
  /** How often it is not reached. */
  unreachableTimes = 0;
  /** What becomes of a message. */
  outcome: Pick<TextReading, 'state' | 'code'> = { state: 'delivered', code: null };

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The messages to patients, oldest first. */
  get sent(): readonly KeptText[] {
    return this.all.filter(({ direction }) => direction === 'to_patient');
  }

  async send({ to, body }: TextMessage, { validSeconds }: TextOptions = {}): Promise<TextSent> {
    this.#reach();
    if (this.optedOut.has(to)) return { kind: 'refused', reason: 'opted_out', code: '21610' };
    const messageId = this.#keep({ to, body, from: 'clinic', direction: 'to_patient', validSeconds });
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      throw new UpstreamError('twilio', 'timeout');
    }
    return { kind: 'sent', messageId, segments: 1 };
  }

  async find({ to, body }: TextMessage, since: Date) {
    this.#reach();
    return this.all
      .filter((one) => one.to === to && one.body === body && one.at >= since)
      .map(({ messageId }) => ({ messageId, segments: 1 }));
  }

  async read(messageId: string): Promise<TextReading | null> {
    this.#reach();
    return this.all.find((one) => one.messageId === messageId) ?? null;
  }

  /** A patient writes. @returns the id of the message */
  write(from: string, body: string): string {
    return this.#keep({ to: 'clinic', body, from, direction: 'from_patient', validSeconds: undefined });
  }

  #keep(text: Omit<KeptText, 'messageId' | 'state' | 'code' | 'at'>): string {
    const messageId = `SM${randomUUID().replaceAll('-', '')}`;
    this.all.push({ ...text, ...this.outcome, messageId, at: this.#now() });
    return messageId;
  }

  #reach(): void {
    if (this.unreachableTimes === 0) return;
    this.unreachableTimes -= 1;
    throw new UpstreamError('twilio', 'unreachable');
  }
}

/** Webhooks whose whole content is `receipt:` or `answer:` and an id, signed with `good`. */
export const inMemoryTextWebhooks = {
  provider: 'twilio',
  displayName: 'Twilio',
  path: '/api/webhooks/twilio',
  signatureHeader: 'X-Signature',
  read({ body, signature }: { body: Uint8Array; signature: string | undefined }) {
    if (signature !== 'good') return 'unsigned' as const;
    const [kind, messageId] = Buffer.from(body).toString().split(':');
    if ((kind !== 'receipt' && kind !== 'answer') || !messageId) return null;
    return { key: `${messageId}:${kind}`, kind, messageId } as const;
  },
};
