import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic } from '../../config/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Store } from '../../platform/store/store.ts';
import type { BookingDeps } from '../bookings/index.ts';
import { serviceOf } from '../catalogue/index.ts';
import type { PersonKeys } from './joining/person-key.ts';
import { onlineVisitsOf } from './online-visits.ts';

export interface WaitlistDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  sealing: Sealing;
  personKeys: PersonKeys;
  clock: Clock;
  clinic: Clinic;
  /** Where somebody sees their place; the token goes into the fragment, so that it reaches no log. */
  waitlistPage: string;
  /** The origin that mail programs call to unsubscribe. */
  publicUrl: string;
  enquiriesEmail: string;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
}

/** What offering freed times needs beyond that. */
export interface OfferDeps extends WaitlistDeps {
  /** Whose calendar is asked, and what an accepted time is booked with. */
  bookings: BookingDeps;
}

/** Whether invited people book on the page, or (nothing of the service is booked there) by phone. */
export function bookableBy(deps: Pick<WaitlistDeps, 'clinic'>, service: ServiceId): 'online' | 'phone' {
  const found = serviceOf(deps.clinic, service);
  return found && onlineVisitsOf(found).length > 0 ? 'online' : 'phone';
}
