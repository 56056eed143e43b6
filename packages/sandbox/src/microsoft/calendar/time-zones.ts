import { instantAt } from '../../time/wall-clock.ts';
import { formatIn, isZoneName } from '../../time/zone.ts';
import { invalid } from '../http/refusal.ts';

/** Windows' names of time zones, which Outlook uses, and what they are by IANA. */
const windowsZones: ReadonlyMap<string, string> = new Map([
  ['AUS Eastern Standard Time', 'Australia/Sydney'],
  ['Tasmania Standard Time', 'Australia/Hobart'],
  ['E. Australia Standard Time', 'Australia/Brisbane'],
  ['Cen. Australia Standard Time', 'Australia/Adelaide'],
  ['AUS Central Standard Time', 'Australia/Darwin'],
  ['W. Australia Standard Time', 'Australia/Perth'],
  ['Lord Howe Standard Time', 'Australia/Lord_Howe'],
  ['New Zealand Standard Time', 'Pacific/Auckland'],
  ['Singapore Standard Time', 'Asia/Singapore'],
  ['GMT Standard Time', 'Europe/London'],
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['Eastern Standard Time', 'America/New_York'],
  ['Pacific Standard Time', 'America/Los_Angeles'],
  ['UTC', 'UTC'],
]);

/** @throws Refusal (400) when no zone has this name, or only IANA knows it and that is refused */
export function ianaOf(name: string, ianaNames: 'accepted' | 'refused'): string {
  const zone = windowsZones.get(name);
  if (zone) return zone;
  if (ianaNames === 'accepted' && isZoneName(name)) return name;
  throw invalid(
    `A valid TimeZone value must be specified. '${name}' is not one.`,
    'TimeZoneNotSupportedException',
  );
}

/** Windows' name of a zone such as a mailbox has in its settings. */
export function windowsNameOf(iana: string): string {
  if (iana === 'Australia/Melbourne') return 'AUS Eastern Standard Time';
  return [...windowsZones].find(([, zone]) => zone === iana)?.[0] ?? iana;
}

/** What the zone's clocks show, as Graph writes it: `2026-12-01T12:00:00.0000000`. */
export function localDateTime(instant: Date, iana: string): string {
  // sv-SE writes dates and times the ISO way.
  const local = formatIn(iana, 'sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant);
  return `${local.replace(' ', 'T')}.0000000`;
}

const localPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const offsetPattern = /(?:Z|[+-]\d{2}:\d{2})$/;

/** The instant of a `dateTime` in a zone; an offset in the value counts more than the zone. Null: no date-time. */
export function instantOf(dateTime: string, iana: string): Date | null {
  if (offsetPattern.test(dateTime)) {
    const instant = new Date(dateTime);
    return Number.isNaN(instant.getTime()) ? null : instant;
  }
  const [, day, clock = '00:00', seconds = '0'] = localPattern.exec(dateTime) ?? [];
  if (!day || Number.isNaN(Date.parse(`${day}T${clock}:00Z`))) return null;
  return new Date(instantAt(day, clock, iana).getTime() + Number(seconds) * 1000);
}
