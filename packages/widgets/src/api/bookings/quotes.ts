import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Quoted, QuoteRequest } from '@botaniqal/shared/contracts/quotes.ts';
import { newActKey, send } from '../client.ts';

/**
 * The price of a visit with a promotion code.
 * @throws ApiProblem `invalid_request` that names `promotionCode` when the code gives no discount
 */
export function askQuote(origin: string, request: QuoteRequest): Promise<Quoted> {
  return send(origin, endpoints.quotes, request, { key: newActKey() });
}
