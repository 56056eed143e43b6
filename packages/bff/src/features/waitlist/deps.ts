import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Store } from '../../platform/store/store.ts';
import type { FreeBookings } from '../bookings/index.ts';
import type { PersonKeys } from '../patients/index.ts';

export interface WaitlistDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  sealing: Sealing;
  personKeys: PersonKeys;
  clock: Clock;
  clinic: Clinic;
  /** What strangers may have under way. */
  limits: Limits;
  /**
   * The page on which people see their place. The token goes into the fragment, which no server and no log receives.
   */
  waitlistPage: string;
  /** The origin that mail programs call to unsubscribe. */
  publicUrl: string;
  enquiriesEmail: string;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
}

/** What offering freed times needs in addition. */
export interface OfferDeps extends WaitlistDeps {
  /** Finds out whether the time is free, and books an accepted offer. */
  bookings: FreeBookings;
}

/** What the emails about waitlists say and link to. */
export type WaitlistMailDeps = Pick<
  WaitlistDeps,
  'clinic' | 'waitlistPage' | 'publicUrl' | 'enquiriesEmail' | 'clock'
>;
