import {
  patientSearch,
  patientSearchAnswer,
  recordsSearch,
  recordsSearchAnswer,
} from '@botaniqal/shared/contracts/phone-booking.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { byStaff } from '../../platform/staff-auth/staff-member.ts';
import { contactPersonOf, findPatients } from '../bookings/index.ts';
import type { PhoneBookingDeps } from './deps.ts';
import { findInRecords } from './find-in-records.ts';

const tag = 'Staff';

/** How a patient is found while the consultant types. What was typed travels in the body, so that no log has it. */
export function patientRoutes(deps: PhoneBookingDeps): Route[] {
  const mayBook = (c: AppContext) => deps.staff.require(c, 'booking:create');

  const search = route(
    {
      method: 'post',
      path: '/api/staff/patients/search',
      summary: 'Find a patient among our bookings',
      description:
        'By words of the name (the last one may be unfinished from three letters on), email address, phone number, date of birth or confirmation number; without words, the latest. Rows are found by keyed hashes and opened for the answer only. Each is in the audit trail.',
      tag,
      security: 'staff',
      admit: mayBook,
      body: patientSearch,
      answers: { 200: { description: 'The patients, eight at most', body: patientSearchAnswer } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ body, c, requestId }) => {
      const member = await mayBook(c);
      const found = await findPatients(deps.bookings, body.q, byStaff(member, requestId));
      const patients = found.map(({ newest, bookings }) => {
        const { name, firstName, lastName, email, phone, dateOfBirth, timeZone } = newest.patient;
        const { accessNeeds } = newest.patient;
        const contactPerson = contactPersonOf(newest.patient);
        const apart = { contactPerson, accessNeeds };
        const person = { name, firstName, lastName, email, phone, dateOfBirth, timeZone, ...apart };
        return { ...person, bookingId: newest.id, lastStart: isoInstant(newest.start), bookings };
      });
      return c.json({ patients }, 200, noStore);
    },
  );

  const records = route(
    {
      method: 'post',
      path: '/api/staff/patients/records',
      summary: "Find the same person in the practice's records",
      description: 'By the matching that files bookings. Nothing is written.',
      tag,
      security: 'staff',
      admit: mayBook,
      body: recordsSearch,
      answers: {
        200: { description: 'The record, or those that may be the same', body: recordsSearchAnswer },
      },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ body, c, requestId }) => {
      const member = await mayBook(c);
      return c.json(await findInRecords(deps, body, byStaff(member, requestId)), 200, noStore);
    },
  );

  return [search, records];
}
