import type { Preferences } from '../http/preferences.ts';
import { invalid } from '../http/refusal.ts';
import { momentOf, overlap, type Wire } from '../http/wire.ts';
import type { Mailbox, Model, ShowAs, Span } from '../model.ts';
import { occurrencesOf } from './recurrence.ts';
import { windowsNameOf } from './time-zones.ts';

const digits: Record<ShowAs, string> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
  unknown: '0',
};
/** Which status an interval shows that several events touch. */
const strength: readonly ShowAs[] = ['oof', 'busy', 'tentative', 'workingElsewhere'];

/** @throws Refusal (400) when the interval is not between 5 and 1440 minutes, or longer than the window */
export function checkInterval(minutes: number, window: Span): void {
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 1440) {
    throw invalid(
      'The AvailabilityViewInterval must be between 5 and 1440 minutes.',
      'ErrorInvalidMergedFreeBusyInterval',
    );
  }
  if (window.end <= window.start) {
    throw invalid('The end time must be after the start time.', 'ErrorInvalidTimeInterval');
  }
  if (window.end.getTime() - window.start.getTime() > 62 * 86_400_000) {
    throw invalid('The requested time duration specified is too long.', 'ErrorTimeIntervalTooBig');
  }
}

/** One mailbox's free and busy times in a window. */
export function scheduleOf(
  { events }: Model,
  mailbox: Mailbox,
  window: Span,
  prefer: Preferences,
  intervalMinutes: number,
): Omit<Wire, 'scheduleId'> {
  const items = [...events.values()]
    .filter(({ mailboxId }) => mailboxId === mailbox.id)
    .flatMap((event) => occurrencesOf(event, mailbox.timeZone, window))
    .filter(({ event }) => event.showAs !== 'free')
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const length = intervalMinutes * 60_000;
  const count = Math.ceil((window.end.getTime() - window.start.getTime()) / length);
  const view = Array.from({ length: count }, (_, index) => {
    const start = new Date(window.start.getTime() + index * length);
    const among = items.filter((item) => overlap(item, { start, end: new Date(start.getTime() + length) }));
    const status = strength.find((one) => among.some(({ event }) => event.showAs === one));
    return digits[status ?? 'free'];
  });
  const timeZone = windowsNameOf(mailbox.timeZone);
  return {
    availabilityView: view.join(''),
    scheduleItems: items.map(({ event, start, end }) => ({
      isPrivate: event.sensitivity === 'private',
      status: event.showAs,
      ...(event.sensitivity !== 'private' && { subject: event.subject, location: event.location }),
      start: momentOf(start, event.isAllDay, mailbox, prefer),
      end: momentOf(end, event.isAllDay, mailbox, prefer),
    })),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: timeZone },
    },
  };
}
