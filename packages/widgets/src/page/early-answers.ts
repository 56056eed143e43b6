/** Running requests by URL; `undefined` when one was taken or became too old. */
type Early = Map<string, Promise<Response> | undefined>;

/**
 * The running request of the loader for a URL, see `early-requests.ts`. It is given away once: a later question sends
 * a new request. Loader and elements can be files of different releases, so they share only this entry of the page's
 * global object.
 */
export function takeEarlyAnswer(url: string): Promise<Response> | undefined {
  const early = (window as unknown as Record<symbol, Early | undefined>)[Symbol.for('bq-early')];
  const answer = early?.get(url);
  if (answer) early?.set(url, undefined);
  return answer;
}
