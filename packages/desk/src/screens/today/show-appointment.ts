import type { StaffToday, TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';
import { lasted } from '../../words/moments.ts';

/** How the grids draw an appointment. */
export interface ShowAppointment {
  address(appointment: TodayAppointment): string;
  visit(appointment: TodayAppointment): string;
  isOpen(appointment: TodayAppointment): boolean;
}

/** "Outlook not read for 12 min"; empty while all is read. */
export function unreadWords({ unread }: StaffToday['practitioners'][number]): string {
  return unread.map(({ service, since }) => `${service} not read for ${lasted(since)}`).join(', ');
}
