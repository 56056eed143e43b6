import assert from 'node:assert/strict';
import type { ConsultationBooked, PaidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffCounts } from '@botaniqal/shared/contracts/staff/today.ts';
import { nextBookingMinute } from '../booking-minute.ts';
import { type DeskVisitor, deskVisitor } from '../desk-visitor.ts';
import type { Stack } from '../stack.ts';
import { eventually } from '../until.ts';
import { bookings } from './book.ts';
import { forms } from './forms.ts';
import { people } from './people.ts';

const minute = 60_000;
/** When the bookings of the busy day are made: start the stack with it. */
export const dayBefore = new Date('2026-12-01T09:00:00+11:00');
const today = '2026-12-02';
const morning = new Date(`${today}T10:20:00+11:00`);
const manager = 'manager@botaniqal.example';

/**
 * Fills a new stack with a believable day: Wednesday 2 December 2026, about 10:40 am in Melbourne. Afterwards each screen
 * of the desk has something to show.
 */
export async function fillBusyDay(stack: Stack): Promise<{ desk: DeskVisitor; robin: ConsultationBooked }> {
  const { robin, missed } = await theDayBefore(stack, await deskVisitor(stack, manager));
  await stack.advance(morning.getTime() - stack.now().getTime());
  // The session of the day before has ended.
  const desk = await deskVisitor(stack, manager);
  await act(desk, missed, 'no-show', {});
  await theMorning(stack, desk);
  return { desk, robin };
}

const person = people();
const next = () => person.next().value;

/** Patients book for the day, for the rest of the week and for the next. */
async function theDayBefore(
  stack: Stack,
  desk: DeskVisitor,
): Promise<{ robin: ConsultationBooked; missed: PaidBookingHeld }> {
  const { freeCall, followUp, byPhone } = bookings(stack, desk);
  const { triage, beforeTheCall } = forms(stack);

  // One patient whose mail server refuses everything.
  const robinHerself = next();
  await stack.sandbox.fault({ service: 'mail', match: 'Hello Alex', kind: 'status', value: 550 });

  const { triageSessionId } = await triage({ concern: 'health' });
  const robin = await freeCall(robinHerself, { day: today, clock: '10:00' }, { triageSessionId });
  await freeCall(next(), { day: today, clock: '09:00' });
  const kim = next();
  await beforeTheCall(await freeCall(kim, { day: today, clock: '11:00' }), kim);
  await freeCall(next(), { day: today, clock: '13:30' });
  await freeCall(next(), { day: today, clock: '15:00' });
  await freeCall(next(), { day: '2026-12-03', clock: '10:00' });
  await freeCall(next(), { day: '2026-12-04', clock: '11:30' });

  const missed = await followUp(next(), { practitionerId: 'nurse', day: today, clock: '09:15' });
  await followUp(next(), { practitionerId: 'dr_dia', day: today, clock: '09:30' });
  await followUp(next(), { practitionerId: 'nurse', day: today, clock: '11:15' });
  await followUp(next(), { practitionerId: 'nurse', day: today, clock: '14:00' });
  await followUp(next(), { practitionerId: 'dr_dia', day: '2026-12-04', clock: '09:45' });
  await followUp(next(), { practitionerId: 'dr_shivani', day: '2026-12-03', clock: '14:00' });
  await followUp(next(), { practitionerId: 'nurse', day: '2026-12-03', clock: '10:30' });
  const cancelled = await followUp(next(), { practitionerId: 'dr_dia', day: '2026-12-04', clock: '11:00' });
  await byPhone(next(), { practitionerId: 'dr_dia', day: today, clock: '11:30' }, 'collected');
  await byPhone(next(), { practitionerId: 'nurse', day: today, clock: '15:00' }, 'link');
  await act(desk, cancelled, 'cancel', { refund: 'full' });

  await waitlist(stack, desk);
  return { robin, missed };
}

/** A red flag, a call-back, a busy hour in a mailbox, and a calendar that cannot be read. */
async function theMorning(stack: Stack, desk: DeskVisitor): Promise<void> {
  // A colleague opens the page, so that the calendars are read.
  const readToday = () => desk.read(`${endpoints.staffToday}?from=${today}&to=${today}`);
  const { triage, callBack } = forms(stack);
  const { act: atVendor, fault } = stack.sandbox;
  await atVendor('microsoft', 'add_event', {
    mailbox: 'consultant@botaniqal.example',
    subject: 'Team meeting',
    start: `${today}T12:00:00+11:00`,
    end: `${today}T12:30:00+11:00`,
  });
  await fault({ service: 'microsoft', match: 'nurse@botaniqal.example', kind: 'status', value: 503 });
  await triage({ concern: 'food' });
  await readToday();
  await stack.advance(14 * minute);
  await callBack(await triage({ emergencySigns: ['chest_pain'] }), next());
  await nextBookingMinute(stack);
  await readToday();
  await eventually(async () => {
    const { calendars } = (await (await desk.read(endpoints.staffCounts)).json()) as StaffCounts;
    assert.equal(calendars, 1, 'the mailbox that cannot be read is counted');
  });
}

async function waitlist(stack: Stack, desk: DeskVisitor): Promise<void> {
  const waiting = [
    [5, '3056', 'email'],
    [4, '3121', 'phone'],
    [3, '3000', 'email'],
    [5, '3182', 'sms'],
    [2, '3850', 'email'],
  ] as const;
  for (const [interestLevel, postcode, contactPreference] of waiting) {
    const { name, email, phone } = next();
    const body = {
      service: 'counseling',
      name,
      email,
      phone,
      postcode,
      interestLevel,
      contactPreference,
      consent: true,
    };
    (await stack.api.send('POST', endpoints.waitlist, { body })).ok();
  }
  const launch = await desk.write('POST', `${endpoints.staffWaitlist}/counseling/launch`, { batchSize: 1 });
  assert.equal(launch.status, 200, await launch.text());
}

async function act(desk: DeskVisitor, { bookingId }: PaidBookingHeld, what: string, body: object) {
  const answer = await desk.write('POST', `${endpoints.staffBooking(bookingId)}/${what}`, body);
  assert.equal(answer.status, 200, await answer.text());
}
