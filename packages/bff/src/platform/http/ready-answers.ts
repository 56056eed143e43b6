import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { replyTo } from './answers/prepared-answer.ts';
import type { Gate } from './requests/gates.ts';
import type { RequestWatch } from './requests/request-context.ts';
import { factsOfIncoming } from './requests/request-facts.ts';
import type { Route } from './route.ts';

/**
 * Answers what is ready straight from Node's request, and hands every other request on. Times are asked for again at
 * each look at a page; through Hono such an answer would take twice as long. Both ways pass the same gate and watch.
 * @param otherwise Hono's listener, which also says what is wrong with a request
 */
export function readyFirst(
  routes: readonly Route[],
  { watch, gate }: { watch: RequestWatch; gate: Gate },
  otherwise: RequestListener,
): RequestListener {
  const readyAt = new Map(
    routes.flatMap(({ description, ready }) => (ready ? [[description.path, ready] as const] : [])),
  );

  const answered = (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const { method = '', url = '' } = incoming;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const found = readyAt.get(path)?.(url);
    if (!found) return false;
    const request = factsOfIncoming(incoming, path);
    const begun = watch.begin(request);
    const { headers } = begun;
    try {
      if (gate(request, headers)) return false;
    } catch {
      // Hono's way refuses it too, with a body that says why.
      return false;
    }
    const { status, body } = replyTo(request, found.answer, Object.assign(headers, found.headers));
    if (body) headers['Content-Length'] = String(body.byteLength);
    outgoing.writeHead(status, headers);
    outgoing.end(method === 'HEAD' ? undefined : (body ?? undefined));
    watch.endReady(begun, { method, route: path, status });
    return true;
  };

  return (incoming, outgoing) => {
    if (!answered(incoming, outgoing)) otherwise(incoming, outgoing);
  };
}
