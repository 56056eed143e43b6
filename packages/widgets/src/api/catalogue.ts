import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { read } from './client.ts';

const running = new Map<string, Promise<Catalogue>>();

/**
 * The clinic, its services, visits, prices and people. All elements of a page share one request for each origin, so
 * it has no signal. A failed request is not kept: the next call sends a new one.
 */
export function readCatalogue(origin: string): Promise<Catalogue> {
  const known = running.get(origin);
  if (known) return known;
  const answer = read<Catalogue>(origin, endpoints.catalogue);
  running.set(origin, answer);
  answer.catch(() => running.delete(origin));
  return answer;
}

/** Drops the stored catalogue, so that the next call sends a new request. */
export function forgetCatalogue(): void {
  running.clear();
}
