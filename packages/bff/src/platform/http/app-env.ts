import type { Context } from 'hono';
import type { Log } from '../observability/log.ts';

/**
 * The headers that every answer to this request carries, collected while the request is handled. A plain object goes
 * to the socket as it is. A `Headers` of a dozen entries would be built, sorted and read again for each answer, which
 * takes longer than the answer itself. Names are spelt as in the RFCs: the same name must be the same key.
 */
export type AnswerHeaders = Record<string, string>;

/** What the middleware knows of each request. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** Carries the request id. */
    log: Log;
    headers: AnswerHeaders;
    /** The code of the problem that was answered, for the log. */
    problemCode: string;
  };
}

export type AppContext = Context<AppEnv>;
