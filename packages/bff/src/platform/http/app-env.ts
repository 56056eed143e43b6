import type { Context } from 'hono';
import type { Log } from '../observability/log.ts';

/**
 * The headers that whatever is answered will carry, gathered while the request is looked at. A plain object goes to
 * the socket as it is; a `Headers` of a dozen entries is built, sorted and read again for every answer, which takes
 * longer than to answer. Names are spelt as the RFCs spell them: the same name must be the same key.
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
