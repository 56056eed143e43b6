import type { PractitionerVisit } from '../../../ports/calendar.ts';
import type { BookingDeps } from '../deps.ts';
import type { HoldingCalendar } from '../tables.ts';

/** Which calendar takes an appointment at this moment: the mailbox while the scheduling service is away for long. */
export async function chooseCalendar(
  deps: Pick<BookingDeps, 'failOver'>,
  wanted: PractitionerVisit & { start: Date },
): Promise<HoldingCalendar> {
  return (await deps.failOver?.rules.isOn(wanted)) ? 'mailbox' : 'scheduling';
}
