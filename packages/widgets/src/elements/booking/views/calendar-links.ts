/**
 * An entry for a calendar. It says what our calendar file says, and nothing about the reason of the visit, because
 * families and employers see shared calendars.
 */
export interface CalendarEntry {
  readonly title: string;
  /** Instant in UTC. */
  readonly start: string;
  readonly durationMinutes: number;
  /** The address of the video call, or words. */
  readonly location: string;
  readonly description: string;
}

function ends({ start, durationMinutes }: CalendarEntry): { from: string; to: string } {
  const from = new Date(start);
  const to = new Date(from.getTime() + durationMinutes * 60_000);
  return { from: from.toISOString(), to: to.toISOString() };
}

/** A link that opens Google Calendar with the entry filled in. */
export function googleCalendarLink(entry: CalendarEntry): string {
  const { from, to } = ends(entry);
  const compact = (instant: string) => instant.replace(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: entry.title,
    dates: `${compact(from)}/${compact(to)}`,
    location: entry.location,
    details: entry.description,
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}

/** A link that opens Outlook on the web with the entry filled in. */
export function outlookCalendarLink(entry: CalendarEntry): string {
  const { from, to } = ends(entry);
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: entry.title,
    startdt: from,
    enddt: to,
    location: entry.location,
    body: entry.description,
  });
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query}`;
}
