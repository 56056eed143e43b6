import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { LinksAnswer, LinksRequest } from '@botaniqal/shared/contracts/links.ts';
import { type SendOptions, send } from './client.ts';

/** Has the links of an address sent to it again. The answer is the same for every address. */
export function askForLinks(
  origin: string,
  request: LinksRequest,
  options: SendOptions,
): Promise<LinksAnswer> {
  return send(origin, endpoints.links, request, options);
}
