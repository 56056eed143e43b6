import type { StaffWaitlistEntry } from '@botaniqal/shared/contracts/waitlist.ts';
import { csvFile } from '../../../platform/http/answers/csv.ts';

const columns: readonly [string, (entry: StaffWaitlistEntry) => string | number | null][] = [
  ['rank', (entry) => entry.rank],
  ['score', (entry) => entry.score.total.toFixed(4)],
  ['name', (entry) => entry.name],
  ['email', (entry) => entry.email],
  ['phone', (entry) => entry.phone],
  ['postcode', (entry) => entry.postcode],
  ['interestLevel', (entry) => entry.interestLevel],
  ['contactPreference', (entry) => entry.contactPreference],
  ['visit', (entry) => entry.wishes.visit ?? null],
  ['practitioner', (entry) => entry.wishes.practitionerId ?? null],
  ['days', (entry) => entry.wishes.days?.join(' ') ?? null],
  ['noticeHours', (entry) => entry.wishes.noticeHours ?? null],
  ['status', (entry) => entry.status],
  ['confirmed', (entry) => (entry.confirmed ? 'yes' : 'no')],
  ['joinedAt', (entry) => entry.joinedAt],
  ['invitedAt', (entry) => entry.invitedAt],
  ['bookBy', (entry) => entry.bookBy],
  ['bookedAt', (entry) => entry.bookedAt],
  ['offers', (entry) => entry.offers.length],
  ['lastOffer', (entry) => entry.offers[0]?.status ?? null],
  ['lastOfferStart', (entry) => entry.offers[0]?.start ?? null],
  ['entryId', (entry) => entry.entryId],
];

/** The list for a spreadsheet. */
export function waitlistCsv(entries: readonly StaffWaitlistEntry[]): string {
  return csvFile([
    columns.map(([name]) => name),
    ...entries.map((entry) => columns.map(([, read]) => read(entry))),
  ]);
}
