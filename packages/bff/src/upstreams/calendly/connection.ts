import { callBudgetsInMemory } from '../../platform/call-budgets/call-budgets-in-memory.ts';
import {
  type ClientContext,
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
} from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { errorDetails, retryAfterSeconds } from './mapping.ts';
import { type BookingLimits, RateBudget } from './rate-budget.ts';
import { type User, user } from './wire.ts';

export interface CalendlySettings {
  baseUrl: string;
  /** The personal access token that is used where a practitioner has none of their own. */
  apiKey: string;
  /** Tokens by practitioner: Calendly's limits count per user. */
  practitionerKeys: Readonly<Record<string, string>>;
  bookingLimits: BookingLimits;
}

/** Calls to Calendly in a practitioner's name; `null` stands for the clinic's own account. */
export interface CalendlyConnection {
  /** @param leaveReserve the call leaves the last part of Calendly's limit to bookings that are paid */
  call<T>(
    practitionerId: string | null,
    call: HttpCall<T>,
    options?: { leaveReserve?: boolean },
  ): Promise<HttpAnswer<T>>;
  /** Whether this practitioner is called with a token of their own. */
  hasOwnKey(practitionerId: string | null): boolean;
  /** The user that the token belongs to; read once. */
  self(practitionerId: string | null, signal?: AbortSignal): Promise<User>;
}

export function connectToCalendly(settings: CalendlySettings, context: ClientContext): CalendlyConnection {
  const budgets = context.budgets ?? callBudgetsInMemory(context.clock);
  const budget = new RateBudget(budgets, context.clock, settings.bookingLimits);
  const client = createHttpClient(
    {
      service: 'calendly',
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 8000,
      bodyTimeoutMs: 5000,
      maxConcurrent: 16,
      maxAnswerBytes: 4_000_000,
      retry: { tries: 3, baseMs: 200, longestPauseMs: 1500 },
      breaker: { failures: 6, pauseMs: 5000 },
      retryAfterSeconds,
      errorDetails,
      onAnswer: (headers, call) => budget.noteAnswer(call.headers?.authorization ?? '', call, headers),
    },
    context,
  );
  const users = new Map<string, Promise<User>>();
  const keyOf = (practitionerId: string | null): string =>
    (practitionerId === null ? undefined : settings.practitionerKeys[practitionerId]) || settings.apiKey;

  const call: CalendlyConnection['call'] = async (practitionerId, wanted, { leaveReserve = false } = {}) => {
    const authorization = `Bearer ${keyOf(practitionerId)}`;
    const wait = await budget.waitSeconds(authorization, wanted, leaveReserve);
    if (wait !== null) throw new UpstreamError('calendly', 'rate_limited', { retryAfterSeconds: wait });
    try {
      return await client.call({
        ...wanted,
        headers: { ...wanted.headers, authorization },
        // A broken calendar of one person, or a booking that fails, must not stop the reading of others.
        breakerKey: `${wanted.operation}:${practitionerId ?? ''}`,
        // A booking does not wait behind the reading of times.
        queue: wanted.operation === 'list available times' ? 'times' : 'bookings',
      });
    } catch (error) {
      if (error instanceof UpstreamError) await budget.noteFailure(authorization, wanted, error);
      throw error;
    }
  };

  return {
    call,
    hasOwnKey: (practitionerId) => keyOf(practitionerId) !== settings.apiKey,
    self(practitionerId, signal) {
      const key = keyOf(practitionerId);
      let found = users.get(key);
      if (!found) {
        found = call(practitionerId, {
          operation: 'read user',
          method: 'GET',
          path: '/users/me',
          answer: user,
          repeat: 'safe',
          signal,
        }).then((answer) => answer.body.resource);
        users.set(key, found);
        found.catch(() => users.delete(key));
      }
      return found;
    },
  };
}
