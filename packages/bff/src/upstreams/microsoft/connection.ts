import {
  type ClientContext,
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
} from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { AccessTokens, type GetToken } from './access-tokens.ts';
import { errorBody } from './wire.ts';

/** One page of a list. */
interface Page<T> {
  value: T[];
  '@odata.nextLink'?: string | null | undefined;
}

/** Calls to Graph about one mailbox; `null` stands for calls about no mailbox, such as those about subscriptions. */
export interface GraphConnection {
  call<T>(mailbox: string | null, call: HttpCall<T>): Promise<HttpAnswer<T>>;
  /** All items of a list, over all of its pages. */
  list<T>(mailbox: string | null, call: HttpCall<Page<T>>): Promise<T[]>;
}

/** Microsoft's limit for one app and mailbox. */
const concurrentPerMailbox = 4;
/** With 500 items a page this is more than any diary of half a year has. */
const mostPages = 40;

/** @param baseUrl Graph's address, without a version and without a slash at the end */
export function connectToGraph(baseUrl: string, getToken: GetToken, context: ClientContext): GraphConnection {
  const { clock } = context;
  const tokens = new AccessTokens(getToken, clock);
  /** Until when Microsoft wants no call, by queue. */
  const restUntil = new Map<string, number>();
  const client = createHttpClient(
    {
      service: 'microsoft',
      baseUrl,
      headersTimeoutMs: 8000,
      bodyTimeoutMs: 5000,
      maxConcurrent: concurrentPerMailbox,
      maxAnswerBytes: 8_000_000,
      retry: { tries: 3, baseMs: 200, longestPauseMs: 1500 },
      breaker: { failures: 6, pauseMs: 5000 },
      errorDetails,
    },
    context,
  );

  function requireRested(queue: string): void {
    const waitMs = (restUntil.get(queue) ?? 0) - clock.now().getTime();
    if (waitMs <= 0) return;
    throw new UpstreamError('microsoft', 'rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }

  function noteRest(queue: string, error: unknown): void {
    if (!(error instanceof UpstreamError) || error.retryAfterSeconds === undefined) return;
    if (error.reason === 'circuit_open') return;
    restUntil.set(queue, clock.now().getTime() + error.retryAfterSeconds * 1000);
  }

  async function authorised<T>(queue: string, wanted: HttpCall<T>): Promise<HttpAnswer<T>> {
    for (let tries = 1; ; tries += 1) {
      const token = await tokens.current();
      try {
        return await client.call({
          ...wanted,
          headers: {
            // Ids that stay when an event moves to another folder, and instants in UTC.
            prefer: 'IdType="ImmutableId", outlook.timezone="UTC"',
            ...wanted.headers,
            authorization: `Bearer ${token}`,
          },
          breakerKey: queue,
          queue,
        });
      } catch (error) {
        // A token can be withdrawn before its end. Graph has not acted on the call.
        const refused = error instanceof UpstreamError && error.reason === 'unauthorized';
        if (refused) tokens.forget(token);
        if (!refused || tries > 1) throw error;
      }
    }
  }

  const call: GraphConnection['call'] = async (mailbox, wanted) => {
    const queue = mailbox ?? '';
    requireRested(queue);
    try {
      return await authorised(queue, wanted);
    } catch (error) {
      noteRest(queue, error);
      throw error;
    }
  };

  return {
    call,
    async list<T>(mailbox: string | null, first: HttpCall<Page<T>>) {
      const items: T[] = [];
      let next: HttpCall<Page<T>> | null = first;
      for (let pages = 0; next !== null; pages += 1) {
        if (pages === mostPages) {
          const cause = new Error(`more than ${mostPages} pages`);
          throw new UpstreamError('microsoft', 'bad_answer', { cause });
        }
        const answer: HttpAnswer<Page<T>> = await call(mailbox, next);
        items.push(...answer.body.value);
        const link = answer.body['@odata.nextLink'];
        next = link ? { ...first, path: pathOf(link, baseUrl), query: {} } : null;
      }
      return items;
    },
  };
}

/** The path of a link to a further page. Its host is not used, so that a token goes to no other host than ours. */
function pathOf(link: string, baseUrl: string): string {
  const { pathname, search } = new URL(link, baseUrl);
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
  return `${pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname}${search}`;
}

/** Only the code: Microsoft's sentences can name a mailbox. */
function errorDetails(body: unknown): UpstreamError['details'] {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? [{ field: null, code: parsed.data.error.code || null, message: '' }] : [];
}
