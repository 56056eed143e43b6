import assert from 'node:assert/strict';
import type { ConsultationBooked, PaidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { PhoneBookingAnswer } from '@botaniqal/shared/contracts/phone-booking.ts';
import { nextBookingMinute } from '../booking-minute.ts';
import type { DeskVisitor } from '../desk-visitor.ts';
import { confirm, hold, paidRequestFor, pay } from '../paid.ts';
import type { Stack } from '../stack.ts';
import type { Person } from './people.ts';

/** Who sees the patient, on which day, and about when. */
export interface Wanted {
  practitionerId: string;
  day: string;
  /** On the clinic's clock, such as `10:15`. The free time nearest to it is taken. */
  clock: string;
  visit?: 'consultation' | 'initial' | 'followup';
}

/** Bookings of the busy day: by the routes of the website, and by the desk's own. */
export function bookings(stack: Stack, desk: DeskVisitor) {
  const timeNear = async ({ practitionerId, day, clock, visit = 'followup' }: Wanted): Promise<string> => {
    const calendar = await stack.api.calendar({
      service: 'alternative_medicine',
      visit,
      from: day,
      to: day,
      timeZone: 'Australia/Melbourne',
      practitioner: practitionerId,
    });
    const wanted = Date.parse(`${day}T${clock}:00+11:00`);
    const far = (start: string) => Math.abs(Date.parse(start) - wanted);
    const starts = calendar.ok().days.flatMap(({ slots }) => slots.map(({ start }) => start));
    const [nearest] = starts.sort((one, other) => far(one) - far(other));
    assert.ok(nearest, `${practitionerId} has no free time on ${day}`);
    return nearest;
  };

  return {
    /** A free first call, booked on the website. */
    async freeCall(person: Person, wanted: Omit<Wanted, 'practitionerId' | 'visit'>, more: object = {}) {
      await nextBookingMinute(stack);
      const time = await timeNear({ practitionerId: 'consultant', visit: 'consultation', ...wanted });
      const answer = await stack.api.book({
        patientName: person.name,
        email: person.email,
        phone: person.phone,
        primaryConcern: person.concern,
        preferredTimes: [time],
        timezone: 'Australia/Melbourne',
        service: 'alternative_medicine',
        ...more,
      });
      return answer.ok() satisfies ConsultationBooked;
    },

    /** A follow-up that its patient pays online. */
    async followUp(person: Person, wanted: Wanted): Promise<PaidBookingHeld> {
      await nextBookingMinute(stack);
      const { firstName, lastName, email, phone, dateOfBirth } = person;
      const held = await hold(
        stack,
        paidRequestFor(await timeNear(wanted), {
          practitionerId: wanted.practitionerId,
          patient: { firstName, lastName, email, phone, dateOfBirth },
        }),
      );
      await pay(stack, held);
      await confirm(stack, held);
      return held;
    },

    /** A visit that staff book on the phone: with money that they took, or with a payment link. */
    async byPhone(person: Person, wanted: Wanted, how: 'collected' | 'link'): Promise<PhoneBookingAnswer> {
      await nextBookingMinute(stack);
      const { firstName, lastName, email, phone, dateOfBirth } = person;
      const visit = wanted.visit ?? 'initial';
      const answer = await desk.write('POST', `${endpoints.bookings}/phone`, {
        patient: { firstName, lastName, email, phone, dateOfBirth },
        practitionerId: wanted.practitionerId,
        serviceType: 'alternative_medicine',
        appointmentType: visit,
        scheduledTime: await timeNear({ ...wanted, visit }),
        ...(how === 'collected'
          ? { paymentCollected: true, paymentMethod: 'eftpos', paymentReference: 'EFT-20461' }
          : { payment: 'link' }),
      });
      const text = await answer.text();
      assert.equal(answer.status, 200, text);
      return JSON.parse(text) as PhoneBookingAnswer;
    },
  };
}
