import { randomUUID } from 'node:crypto';
import type { ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { Stack } from './stack.ts';

export interface TypedDetails {
  patientName: string;
  email: string;
  phone: string;
  primaryConcern: string;
}

/** A patient whom no one has seen before. */
export function newPatient(firstName = 'Alex'): TypedDetails {
  const mark = randomUUID().slice(0, 8);
  return {
    patientName: `${firstName} Sample`,
    email: `${firstName.toLowerCase()}.${mark}@example.com`,
    phone: `04${String(Number.parseInt(mark, 16) % 100_000_000).padStart(8, '0')}`,
    primaryConcern: 'Trouble sleeping since winter',
  };
}

/** A booking request of a new patient for given times. */
export function requestFor(
  preferredTimes: string[],
  patient: TypedDetails = newPatient(),
): ConsultationRequest {
  return { ...patient, preferredTimes, timezone: 'Australia/Melbourne', service: 'alternative_medicine' };
}

/** Free starts of the free first call, in order. */
async function freeTimes(
  stack: Stack,
  range: { from?: string; to?: string; timeZone?: string } = {},
): Promise<string[]> {
  const calendar = await stack.api.calendar({
    service: 'alternative_medicine',
    visit: 'consultation',
    from: range.from ?? '2026-11-20',
    to: range.to ?? '2026-12-15',
    timeZone: range.timeZone ?? 'Australia/Melbourne',
  });
  return calendar.ok().days.flatMap((day) => day.slots.map((slot) => slot.start));
}

export async function oneFreeTime(stack: Stack, index = 0): Promise<string> {
  const time = (await freeTimes(stack))[index];
  if (time === undefined) throw new Error('No time is free.');
  return time;
}
