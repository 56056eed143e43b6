import type { MiddlewareHandler } from 'hono';
import type { AnswerHeaders, AppEnv } from '../app-env.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';

/**
 * Looks at a request before its route does: adds to the headers of the answer, throws the `Problem` it refuses with,
 * or answers itself. None has to wait for anything, so that all together are one step for Hono.
 */
export type Gate = (request: RequestFacts, headers: AnswerHeaders) => Response | undefined;

/** All of these gates as one, in this order. */
export function allGates(gates: readonly Gate[]): Gate {
  return function allGates(request, headers) {
    for (const gate of gates) {
      const answer = gate(request, headers);
      if (answer) return answer;
    }
    return undefined;
  };
}

/** Leads each request through a gate. */
export function passGate(gate: Gate): MiddlewareHandler<AppEnv> {
  return async function passGate(c, next) {
    const answer = gate(factsOf(c), c.get('headers'));
    if (answer) return answer;
    await next();
    return undefined;
  };
}

export function isApi({ path }: Pick<RequestFacts, 'path'>): boolean {
  return path.startsWith('/api/');
}

/** The same gate, for the API only. */
export function ofTheApi(gate: Gate): Gate {
  return (request, headers) => (isApi(request) ? gate(request, headers) : undefined);
}
