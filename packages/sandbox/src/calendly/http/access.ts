import type { Env, MiddlewareHandler } from 'hono';
import type { User } from '../model.ts';
import type { CalendlyState } from '../vendor-state.ts';
import type { Budget } from './rate-limits.ts';
import { insufficientScope, notFound, plainRefusal, Refusal, unauthenticated } from './refusal.ts';

/** What the routes find in the context: whose token it is. */
export interface CalendlyEnv extends Env {
  Variables: { user: User };
}

/** Checks the token and its scopes, counts the request, and writes `X-RateLimit-*` on every answer. */
export function access(state: CalendlyState): MiddlewareHandler<CalendlyEnv> {
  return async (context, next) => {
    const user = authenticate(state, context.req.raw);
    const booking = context.req.method === 'POST' && context.req.path === '/invitees';
    const budget = state.rates.spend(user.id, booking);
    if (budget.exceeded) throw limited(budget, state.limits.retryAfter);
    context.set('user', user);
    await next();
    for (const [name, value] of Object.entries(headersOf(budget))) context.res.headers.set(name, value);
  };
}

function authenticate(state: CalendlyState, request: Request): User {
  const value = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = value === undefined ? undefined : state.tokens.get(value);
  if (!token) throw unauthenticated('The access token is invalid');
  if (token.refused)
    throw unauthenticated(`The access token ${token.refused === 'expired' ? 'expired' : 'was revoked'}`);
  if (token.scopes === 'read' && request.method !== 'GET') throw insufficientScope(scopeFor(request));
  const user = state.model.users.get(token.userId);
  if (!user) throw notFound();
  return user;
}

function scopeFor(request: Request): string {
  const path = new URL(request.url).pathname;
  if (path.startsWith('/webhook_subscriptions')) return 'webhooks:write';
  if (path.startsWith('/scheduling_links')) return 'scheduling_links:write';
  return 'scheduled_events:write';
}

function headersOf({ limit, remaining, reset }: Budget): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(reset),
  };
}

/** A refusal that carries headers. */
export class Limited extends Refusal {
  readonly headers: Record<string, string>;

  constructor(headers: Record<string, string>) {
    const { body } = plainRefusal(429);
    super(429, String(body.title), String(body.message));
    this.headers = headers;
  }
}

function limited(budget: Budget, retryAfter: boolean): Limited {
  return new Limited({ ...headersOf(budget), ...(retryAfter && { 'Retry-After': String(budget.reset) }) });
}

/** The 429 of a fault. @param retryAfterSeconds null: no such header */
export function limitedByFault(retryAfterSeconds: number | null): Limited {
  return new Limited({
    ...headersOf({ limit: 500, remaining: 0, reset: retryAfterSeconds ?? 60, exceeded: true }),
    ...(retryAfterSeconds !== null && { 'Retry-After': String(retryAfterSeconds) }),
  });
}
