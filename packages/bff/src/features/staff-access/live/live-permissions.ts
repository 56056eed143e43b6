import type { LiveKind } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { Permission } from '../../../platform/staff-auth/roles.ts';

/** What a person must be allowed to read, to be told that it has changed. */
export const livePermissions: Readonly<Record<LiveKind, Permission>> = {
  booking: 'bookings:read',
  calendar: 'calendars:read',
  form: 'triage:read',
  message: 'bookings:read',
  payment: 'bookings:read',
  session: 'people:manage',
  task: 'tasks:manage',
  triage: 'triage:read',
  waitlist: 'waitlist:manage',
};
