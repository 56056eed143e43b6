import type { SandboxClock } from '../control/clock.ts';
import { type Attempt, type WebhookPost, WebhookSender } from '../delivery/webhook-sender.ts';
import type { Delivery, Form, Model, Submission } from './model.ts';
import type { Settings } from './settings.ts';
import { webhookParts } from './wire.ts';

interface QueuedSubmission {
  delivery: Delivery;
  submission: Submission;
  form: Form;
  dueAt: Date;
}

interface Parts {
  clock: SandboxClock;
  model: () => Model;
  settings: () => Settings;
}

/** Announces submissions: multipart, unsigned, at least once. */
export class Webhooks {
  readonly #parts: Parts;
  readonly #sender: WebhookSender<QueuedSubmission>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sender = new WebhookSender({
      clock: parts.clock,
      prepare: multipart,
      finish: (queued, attempt) => this.#finish(queued, attempt),
    });
  }

  announce(submission: Submission, form: Form): void {
    const dueAt = this.#parts.clock.now();
    const { webhookUrl, webhookCopies } = this.#parts.settings();
    for (const url of webhookUrl === null ? form.webhooks : [webhookUrl, ...form.webhooks]) {
      for (let copy = 0; copy < webhookCopies; copy += 1) {
        const delivery: Delivery = {
          url,
          submissionId: submission.id,
          attempts: 0,
          status: null,
          state: 'waiting',
        };
        this.#parts.model().deliveries.push(delivery);
        this.#sender.add({ delivery, submission, form, dueAt });
      }
    }
  }

  clear(): void {
    this.#sender.clear();
  }

  stop(): Promise<void> {
    return this.#sender.stop();
  }

  #finish({ delivery }: QueuedSubmission, { status, arrived }: Attempt): Date | null {
    delivery.status = status;
    const pause = this.#parts.settings().retrySeconds[delivery.attempts - 1];
    if (!arrived && pause !== undefined) return new Date(this.#parts.clock.now().getTime() + pause * 1000);
    delivery.state = arrived ? 'delivered' : 'given_up';
    return null;
  }
}

function multipart({ delivery, submission, form }: QueuedSubmission): WebhookPost {
  delivery.attempts += 1;
  const body = new FormData();
  for (const [name, value] of webhookParts(submission, form, delivery.url)) body.append(name, value);
  return { url: delivery.url, body };
}
