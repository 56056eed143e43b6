import type { z } from 'zod';
import type { AppContext } from '../http/app-env.ts';
import type { JobRun, RetryPolicy } from '../jobs/job.ts';
import type { Log } from '../observability/log.ts';
import type { Queryable } from '../store/database.ts';

/** What a delivery says, without its personal data. It is a hint to look at the provider; its content is not trusted. */
export interface WebhookEvent<Subjects> {
  /** The same for every delivery of one event. */
  key: string;
  kind: string;
  /** Ids only. */
  subjects: Subjects;
}

/** A stored event, as its handler gets it. */
export interface StoredWebhookEvent<Subjects> extends WebhookEvent<Subjects> {
  /**
   * Marks the event as handled in the handler's own transaction. Without this call the inbox marks it after the
   * handler has returned, and a crash in between lets the handler run again.
   */
  markHandled(db: Queryable): Promise<void>;
}

interface WebhookRequest {
  c: AppContext;
  /** The raw body, as it was signed. */
  body: Uint8Array;
  /** The parameters of the path and of the query. */
  params: Readonly<Record<string, string | undefined>>;
  log: Log;
}

/** One address that a provider sends to. */
interface WebhookAddress {
  /** With `:name` for a parameter. */
  readonly path: string;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  readonly description: string;
  /** The parameters of the query, if it has some. */
  readonly query?: z.ZodType<Record<string, string | undefined>>;
  /** Whether it answers 400 for a body that it cannot read. */
  readonly refusesMalformed?: boolean;
  /**
   * The parameter of the query with a token by which the provider checks the address before it sends events here. The
   * answer is the token alone, as plain text.
   */
  readonly echoes?: string;
}

/** The part of a job's run that a handler needs. */
export type WebhookRun = Pick<JobRun<object>, 'attempt' | 'signal' | 'log'>;

interface ProviderBasics<Subjects extends object> {
  /** Stored with each event. */
  readonly name: string;
  readonly addresses: readonly WebhookAddress[];
  readonly subjects: z.ZodType<Subjects>;
  /**
   * Checks the signature, then reads the delivery. `null`: there is nothing to store.
   * @throws Problem unauthorized for a delivery that is not genuine
   */
  read(request: WebhookRequest): Promise<WebhookEvent<Subjects> | null>;
}

/** One provider of webhooks. Adding a provider is adding one such object. */
export interface ProviderDescription<Subjects extends object> extends ProviderBasics<Subjects> {
  /** The handling of a new event waits this long. Default: 0. */
  startAfterSeconds?(event: WebhookEvent<Subjects>): number;
  /** How a failed handling is tried again. Default: for a day. */
  readonly retry?: RetryPolicy;
  /** Acts on an event. It can run twice, late and out of order. */
  handle(event: StoredWebhookEvent<Subjects>, run: WebhookRun): Promise<void>;
  /** All tries have failed. */
  giveUp(event: StoredWebhookEvent<Subjects>, run: WebhookRun): Promise<void>;
}

/**
 * A provider that sends many events which only say "look again". All events that wait are handled in one run, so a burst
 * costs one look.
 */
export interface GatheringDescription<Subjects extends object> extends ProviderBasics<Subjects> {
  /** Acts on all events that wait, oldest first. It can run twice, late and out of order. */
  handleAll(events: readonly WebhookEvent<Subjects>[], run: WebhookRun): Promise<void>;
}

/** Providers whose type of subjects is hidden: their own schemas parse them before each call. */
export type OneByOneProvider = ProviderDescription<object> & { gathers: false };
export type GatheringProvider = GatheringDescription<object> & { gathers: true };
export type WebhookProvider = OneByOneProvider | GatheringProvider;

/** Declares a provider. */
export function webhookProvider<Subjects extends object>(
  description: ProviderDescription<Subjects>,
): WebhookProvider {
  const typed = typedBy(description.subjects);
  return {
    ...description,
    gathers: false,
    startAfterSeconds: (event) => description.startAfterSeconds?.(typed(event)) ?? 0,
    handle: (event, run) => description.handle(typed(event), run),
    giveUp: (event, run) => description.giveUp(typed(event), run),
  };
}

/** Declares a provider whose events are handled together. */
export function gatheringProvider<Subjects extends object>(
  description: GatheringDescription<Subjects>,
): WebhookProvider {
  const typed = typedBy(description.subjects);
  return {
    ...description,
    gathers: true,
    handleAll: (events, run) => description.handleAll(events.map(typed), run),
  };
}

function typedBy<Subjects extends object>(subjects: z.ZodType<Subjects>) {
  return <Event extends WebhookEvent<object>>(event: Event) => ({
    ...event,
    subjects: subjects.parse(event.subjects),
  });
}
