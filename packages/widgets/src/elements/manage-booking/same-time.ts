import type { AppointmentTime } from '@botaniqal/shared/contracts/rescheduling.ts';

/** Whether two appointments have the same start and practitioner. */
export function isSameTime(one: AppointmentTime, other: AppointmentTime): boolean {
  return Date.parse(one.start) === Date.parse(other.start) && one.practitionerId === other.practitionerId;
}
