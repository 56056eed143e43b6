/** An entry for a calendar: a title and a time, and nothing about the patient or the reason of the visit. */
export interface CalendarEntry {
  readonly title: string;
  /** Instant in UTC. */
  readonly start: string;
  readonly durationMinutes: number;
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
  });
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query}`;
}
