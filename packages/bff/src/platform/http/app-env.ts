import type { Context } from 'hono';
import type { Log } from '../observability/log.ts';

/** What the middleware knows of each request. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** Carries the request id. */
    log: Log;
    /** The code of the problem that was answered, for the log. */
    problemCode: string;
  };
}

export type AppContext = Context<AppEnv>;
