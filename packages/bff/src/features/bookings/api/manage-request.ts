import type { AppContext } from '../../../platform/http/app-env.ts';

/** Answers with a patient's booking in it are nobody's to keep. */
export const noStore = { 'Cache-Control': 'private, no-store' } as const;

/** The manage token of a request: in the header only, as addresses end up in logs and histories. */
export function bearer(c: AppContext): string | undefined {
  return c.req.header('authorization')?.match(/^Bearer\s+(\S+)$/i)?.[1];
}
