import { invalid } from './refusal.ts';

/** References are full URIs; ours begin with this server's own origin, as Calendly's do with its own. */
export class Uris {
  readonly #origin: () => string;

  constructor(origin: () => string) {
    this.#origin = origin;
  }

  user = (id: string) => `${this.#origin()}/users/${id}`;
  organization = (id: string) => `${this.#origin()}/organizations/${id}`;
  eventType = (id: string) => `${this.#origin()}/event_types/${id}`;
  event = (id: string) => `${this.#origin()}/scheduled_events/${id}`;
  invitee = (eventId: string, id: string) => `${this.#origin()}/scheduled_events/${eventId}/invitees/${id}`;
  noShow = (id: string) => `${this.#origin()}/invitee_no_shows/${id}`;
  schedule = (id: string) => `${this.#origin()}/user_availability_schedules/${id}`;
  subscription = (id: string) => `${this.#origin()}/webhook_subscriptions/${id}`;
  path = (path: string) => `${this.#origin()}${path}`;
}

export type Noun =
  | 'users'
  | 'organizations'
  | 'event_types'
  | 'scheduled_events'
  | 'user_availability_schedules';

/**
 * The id in a URI of a request. The origin does not matter: a test may reach this server under another name, and
 * production code may send `https://api.calendly.com/…`.
 * @throws Refusal (400) naming the parameter
 */
export function idFrom(uri: unknown, noun: Noun, parameter: string): string {
  if (typeof uri !== 'string' || uri === '') throw invalid({ parameter, message: 'is missing' });
  const id = new RegExp(`^https?://[^/]+/${noun}/([^/?#]+)$`).exec(uri)?.[1];
  if (!id) throw invalid({ parameter, message: `must be a valid URI of ${noun}` });
  return id;
}

/** The ids in an invitee's URI. */
export function inviteeIdFrom(uri: unknown, parameter: string): string {
  const id =
    typeof uri === 'string' &&
    /^https?:\/\/[^/]+\/scheduled_events\/[^/]+\/invitees\/([^/?#]+)$/.exec(uri)?.[1];
  if (!id) throw invalid({ parameter, message: 'must be a valid URI of an invitee' });
  return id;
}
