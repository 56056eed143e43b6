import { ianaOf } from '../calendar/time-zones.ts';
import type { Settings } from '../settings.ts';

/** What the `Prefer` headers of a request ask for. */
export interface Preferences {
  hasImmutableIds: boolean;
  /** As the request named it; it is written into the answer. */
  timeZone: string;
  iana: string;
  bodyContentType: 'html' | 'text';
  maxPageSize: number | null;
  /** For `Preference-Applied`. */
  applied: string[];
}

/** @throws Refusal (400) when the time zone is unknown */
export function preferencesOf(headers: Headers, { ianaTimeZones }: Settings): Preferences {
  const prefer = headers.get('prefer') ?? '';
  const value = (name: string) => new RegExp(`${name}\\s*=\\s*"?([^",;]+)"?`, 'i').exec(prefer)?.[1]?.trim();
  const [timeZone, size] = [value('outlook\\.timezone'), Number(value('odata\\.maxpagesize') ?? Number.NaN)];
  const hasImmutableIds = value('IdType')?.toLowerCase() === 'immutableid';
  const isText = value('outlook\\.body-content-type')?.toLowerCase() === 'text';
  return {
    hasImmutableIds,
    timeZone: timeZone ?? 'UTC',
    iana: timeZone ? ianaOf(timeZone, ianaTimeZones) : 'UTC',
    bodyContentType: isText ? 'text' : 'html',
    maxPageSize: Number.isInteger(size) && size > 0 ? Math.min(size, 1000) : null,
    applied: [
      ...(hasImmutableIds ? ['IdType="ImmutableId"'] : []),
      ...(timeZone ? [`outlook.timezone="${timeZone}"`] : []),
      ...(isText ? ['outlook.body-content-type="text"'] : []),
      ...(Number.isInteger(size) ? [`odata.maxpagesize=${size}`] : []),
    ],
  };
}
