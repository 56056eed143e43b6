import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { read } from './client.ts';

const running = new Map<string, Promise<Catalogue>>();

/**
 * The clinic, its services, visits, prices and people. One request per page and origin, however many
 * elements ask: they share it, so it has no signal. A failure is not kept: the next one asks again.
 */
export function readCatalogue(origin: string): Promise<Catalogue> {
  const known = running.get(origin);
  if (known) return known;
  const answer = read<Catalogue>(origin, endpoints.catalogue);
  running.set(origin, answer);
  answer.catch(() => running.delete(origin));
  return answer;
}

/** Drops what is remembered, so that the next one asks again. */
export function forgetCatalogue(): void {
  running.clear();
}
