import * as attribution from '@botaniqal/shared/contracts/attribution.ts';
import * as availability from '@botaniqal/shared/contracts/availability.ts';
import * as bookings from '@botaniqal/shared/contracts/bookings.ts';
import * as catalogue from '@botaniqal/shared/contracts/catalogue.ts';
import * as forms from '@botaniqal/shared/contracts/forms.ts';
import * as links from '@botaniqal/shared/contracts/links.ts';
import * as phoneBooking from '@botaniqal/shared/contracts/phone-booking.ts';
import * as primitives from '@botaniqal/shared/contracts/primitives.ts';
import * as problem from '@botaniqal/shared/contracts/problem.ts';
import * as quotes from '@botaniqal/shared/contracts/quotes.ts';
import * as rescheduling from '@botaniqal/shared/contracts/rescheduling.ts';
import * as staffBookings from '@botaniqal/shared/contracts/staff/bookings.ts';
import * as staffCalendars from '@botaniqal/shared/contracts/staff/calendars.ts';
import * as desk from '@botaniqal/shared/contracts/staff/desk.ts';
import * as staffForms from '@botaniqal/shared/contracts/staff/forms.ts';
import * as staffMessages from '@botaniqal/shared/contracts/staff/messages.ts';
import * as staffNumbers from '@botaniqal/shared/contracts/staff/numbers.ts';
import * as staffTasks from '@botaniqal/shared/contracts/staff/tasks.ts';
import * as staffToday from '@botaniqal/shared/contracts/staff/today.ts';
import * as staffTriage from '@botaniqal/shared/contracts/staff/triage.ts';
import * as taxDocuments from '@botaniqal/shared/contracts/tax-documents.ts';
import * as waitlist from '@botaniqal/shared/contracts/waitlist.ts';
import { z } from 'zod';

const modules: readonly Readonly<Record<string, unknown>>[] = [
  ...[primitives, problem, attribution, availability, bookings, catalogue, forms, links, phoneBooking],
  ...[quotes, rescheduling, taxDocuments, waitlist],
  ...[desk, staffBookings, staffCalendars, staffForms, staffMessages, staffNumbers, staffTasks],
  ...[staffToday, staffTriage],
];

/** The schemas of the contracts by the names of their constants: `bookingView` is `BookingView` in the document. */
export function contractSchemas(): ReadonlyMap<string, z.ZodType> {
  const found = new Map<string, z.ZodType>();
  for (const [name, value] of modules.flatMap((each) => Object.entries(each))) {
    if (!(value instanceof z.ZodType)) continue;
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    // Another file of contracts can use the word for another thing: the first keeps it.
    for (let id = capital, count = 2; ; id = `${capital}${count++}`) {
      if (found.has(id)) continue;
      found.set(id, value);
      break;
    }
  }
  return found;
}
