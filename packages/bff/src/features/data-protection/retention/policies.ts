import type { PassingHolding, RecordHolding } from '../../../platform/retention/retention-policy.ts';
import { appointmentRecords, unfinishedBookings } from '../../bookings/index.ts';
import { submissionRecords } from '../../forms/index.ts';
import { unsentMails } from '../../messages/index.ts';
import { doneTasks } from '../../staff-tasks/index.ts';
import { endedWaits } from '../../waitlist/index.ts';

/** Every kind of personal data that is erased by a rule of `retention`. */
export interface Holdings {
  records: readonly RecordHolding[];
  passing: readonly PassingHolding[];
}

export const holdings: Holdings = {
  records: [appointmentRecords, submissionRecords],
  passing: [unfinishedBookings, endedWaits, doneTasks, unsentMails],
};
