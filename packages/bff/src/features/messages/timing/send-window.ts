import { isQuiet, nextTime, type QuietHours } from './quiet-hours.ts';

/** When a message may be sent. It is written with the message, and looked at before each try. */
export interface SendWindow {
  /** ISO 8601: from then on the message helps no more. For a reminder it is the start of the appointment. */
  until: string;
  quiet: QuietHours;
  timeZone: string;
}

/** `open`: it may be sent, until `closesAt`. `quiet`: not before `opensAt`. `over`: never again. */
export type WindowState =
  | { kind: 'open'; closesAt: Date }
  | { kind: 'quiet'; opensAt: Date }
  | { kind: 'over' };

/** @param leastMs a window that closes sooner than this counts as closed: the message is still under way for so long */
export function windowAt({ until, quiet, timeZone }: SendWindow, now: Date, leastMs = 0): WindowState {
  const end = new Date(until);
  const last = new Date(now.getTime() + leastMs);
  if (last >= end) return { kind: 'over' };
  if (isQuiet(now, quiet, timeZone) || isQuiet(last, quiet, timeZone)) {
    const opensAt = nextTime(now, quiet.until, timeZone);
    return opensAt < end ? { kind: 'quiet', opensAt } : { kind: 'over' };
  }
  if (quiet.from === quiet.until) return { kind: 'open', closesAt: end };
  const quietAt = nextTime(now, quiet.from, timeZone);
  return { kind: 'open', closesAt: quietAt < end ? quietAt : end };
}
