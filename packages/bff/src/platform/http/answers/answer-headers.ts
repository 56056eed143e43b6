import type { AnswerHeaders, AppContext } from '../app-env.ts';

/**
 * Answers with what was gathered and `own` headers, which win, in one step: for answers that are made often.
 * All that the route says is in `own`; `c.header` is not looked at.
 */
export function answerWith(
  c: AppContext,
  body: Uint8Array<ArrayBuffer> | null,
  status: number,
  own: AnswerHeaders,
): Response {
  const headers = Object.assign(c.get('headers'), own);
  c.set('headers', {});
  return new Response(body, { status, headers });
}

/** Adds what was gathered to an answer that was made in another way (`c.json`, `c.body`). What a route set itself stays. */
export function addGathered(c: AppContext): void {
  const gathered = c.get('headers');
  for (const name in gathered) {
    const value = gathered[name] ?? '';
    if (name === 'Vary') c.res.headers.append(name, value);
    else if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
}
