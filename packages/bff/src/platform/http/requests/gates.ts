import type { MiddlewareHandler } from 'hono';
import type { AnswerHeaders, AppContext, AppEnv } from '../app-env.ts';

/**
 * Looks at a request before its route does: adds to the headers of the answer, throws the `Problem` it refuses with,
 * or answers itself. None has to wait for anything, so that all together are one step for Hono.
 */
export type Gate = (c: AppContext, headers: AnswerHeaders) => Response | undefined;

/** Leads each request through the gates, in this order. */
export function passGates(gates: readonly Gate[]): MiddlewareHandler<AppEnv> {
  return async function passGates(c, next) {
    const headers = c.get('headers');
    for (const gate of gates) {
      const answer = gate(c, headers);
      if (answer) return answer;
    }
    await next();
    return undefined;
  };
}

export function isApi(c: AppContext): boolean {
  return c.req.path.startsWith('/api/');
}

/** The same gate, for the API only. */
export function ofTheApi(gate: Gate): Gate {
  return (c, headers) => (isApi(c) ? gate(c, headers) : undefined);
}
