import type { AppContext } from '../app-env.ts';

/** The bearer token of a request. It is read from the header only: addresses end up in logs and browser histories. */
export function bearer(c: AppContext): string | undefined {
  return c.req.header('authorization')?.match(/^Bearer\s+(\S+)$/i)?.[1];
}
