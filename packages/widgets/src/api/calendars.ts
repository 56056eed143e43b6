import type { CombinedCalendar, CombinedCalendarQuery } from '@botaniqal/shared/contracts/availability.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type ReadOptions, read } from './client.ts';

/** The free times of all practitioners for one visit, at most 62 days in one request. */
export function readCombinedCalendar(
  origin: string,
  query: Omit<CombinedCalendarQuery, 'practitioner'>,
  options: ReadOptions,
): Promise<CombinedCalendar> {
  return read(origin, `${endpoints.combinedCalendar}?${new URLSearchParams(query)}`, options);
}
