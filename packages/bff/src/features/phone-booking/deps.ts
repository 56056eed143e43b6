import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import type { BookingDeps } from '../bookings/index.ts';

export interface PhoneBookingDeps {
  bookings: BookingDeps;
  staff: StaffAuth;
  records: Pick<PracticeRecords, 'findPatientsByContact' | 'findPatientsBornOn' | 'patientPage'>;
  /** Whether the appointment of a booking is in the practice's records now. */
  isFiled: (bookingId: string) => Promise<boolean>;
  /**
   * How many tenths of a second the answer waits for the filing and the email, so that it can say that they are done.
   * Left out: as long as a page waits for another process.
   */
  looks?: number;
}
