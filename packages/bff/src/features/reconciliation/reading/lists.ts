import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { ListedAppointment } from '../../../ports/calendar.ts';
import type { MailboxEvent } from '../../../ports/mailboxes.ts';
import type { ListedRecord } from '../../../ports/records/appointment.ts';
import type { ReconciliationDeps } from '../deps.ts';
import type { Unread } from '../tables.ts';

/** What all systems list for a window. */
export interface Lists {
  /** Active appointments of the calendar, by its id of them. */
  calendar: ReadonlyMap<string, ListedAppointment>;
  /** Entries of mailboxes that carry an id of ours. */
  mailbox: readonly (MailboxEvent & { practitionerId: string; bookingId: string })[];
  /** Appointments in the practice's records, by their id. */
  records: ReadonlyMap<string, ListedRecord>;
  unread: readonly Unread[];
}

/** Reads the lists of all systems. One that cannot be read is named, and the others are read all the same. */
export async function readLists(
  deps: ReconciliationDeps,
  window: { from: Date; to: Date },
  signal: AbortSignal,
): Promise<Lists> {
  const practitionerIds = deps.clinic.practitioners.map(({ id }) => id);
  const unread: Unread[] = [];
  const mailbox: Lists['mailbox'][number][] = [];
  const records = new Map<string, ListedRecord>();
  const calendar = new Map<string, ListedAppointment>();

  const readCalendar = async () => {
    const listed = await deps.lists.listAppointments({ practitionerIds, ...window, signal });
    for (const one of listed.appointments) calendar.set(one.eventId, one);
    for (const practitionerId of listed.unreadable) unread.push({ practitionerId, source: 'calendar' });
  };
  /** One after the other: no patient waits for it, and the vendor's limits are for patients. */
  const forEach = async (source: Unread['source'], read: (practitionerId: string) => Promise<void>) => {
    for (const practitionerId of practitionerIds) {
      try {
        await read(practitionerId);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        unread.push({ practitionerId, source });
      }
    }
  };
  await Promise.all([
    readCalendar(),
    forEach('mailbox', async (practitionerId) => {
      if (!deps.mailboxes?.has(practitionerId)) return;
      const events = await deps.mailboxes.eventsBetween({ practitionerId, ...window, signal });
      for (const { bookingId, ...event } of events) {
        if (bookingId !== null) mailbox.push({ ...event, bookingId, practitionerId });
      }
    }),
    forEach('records', async (practitionerId) => {
      const providerId = providerOf(deps, practitionerId);
      if (!providerId) return;
      const listed = await deps.records.listAppointments({ providerId, ...window }, signal);
      for (const one of listed) records.set(one.id, one);
    }),
  ]);
  return { calendar, mailbox, records, unread };
}

/** Who a practitioner is in the practice's records. */
function providerOf({ clinic }: Pick<ReconciliationDeps, 'clinic'>, practitionerId: string): string {
  return clinic.practitioners.find(({ id }) => id === practitionerId)?.medirecords.provider ?? '';
}

/** Who a provider of the practice's records is here; `null`: no one of `clinic.yaml`. */
export function practitionerOf(
  { clinic }: Pick<ReconciliationDeps, 'clinic'>,
  providerId: string | null,
): string | null {
  return clinic.practitioners.find((one) => one.medirecords.provider === providerId)?.id ?? null;
}
