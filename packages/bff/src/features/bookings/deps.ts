import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import type { Idempotency } from '../../platform/idempotency/idempotency.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Transaction } from '../../platform/store/database.ts';
import type { Store } from '../../platform/store/store.ts';
import type { OfferedStarts, Scheduler } from '../../ports/calendar.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { Availability, FailOver } from '../availability/index.ts';
import type { PersonKeys } from '../patients/index.ts';
import type { PaymentDeps } from '../payments/index.ts';
import type { Booking } from './booking.ts';
import type { Entitlements } from './eligibility/entitlement.ts';
import type { Timings } from './timings.ts';

/** A form that was sent for a booking. */
export interface FormOfBooking {
  formId: string;
  receivedAt: Date;
  /** When it was filed in the practice's records; `null`: not yet. */
  filedAt: Date | null;
}

/** What bookings ask of availability, and tell it. */
type FreeTimes = Pick<Availability, 'nearestFree' | 'calendarChanged' | 'occupiedChanged'>;

export interface BookingDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  events: Emitter;
  scheduler: Scheduler;
  /** What takes bookings while the scheduling service is away. Left out: nothing does. */
  failOver?: { rules: Pick<FailOver, 'isOn' | 'isStartFree'>; scheduler: Scheduler } | null;
  /** Read directly before another try: availability also hides what we hold ourselves. */
  calendar: OfferedStarts;
  freeTimes: FreeTimes;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  log: Log;
  metrics: Metrics;
  timings: Timings;
  payments: PaymentDeps;
  /** Finds the booking of a request whose answer its page has lost. */
  idempotency: Pick<Idempotency, 'workOf'>;
  /** What strangers may have under way. */
  limits: Limits;
  personKeys: Pick<PersonKeys, 'of' | 'ofText'>;
  clientAddress: (c: AppContext) => string;
  /** Where a patient manages a booking; the token goes into the fragment, so that it reaches no log. */
  managePage: string;
  /** The page where patients test camera and sound. */
  checkPage: string;
  /** Whether text messages are set up. Left out: they are not. */
  sendsTexts?: boolean;
  /** Where a patient pays for a booking that staff made on the phone, in the same way. */
  payPage: string;
  /** Where a patient fills in a form, in the same way. */
  formsPage: string;
  /** Which of a booking's forms were sent. Left out: none. */
  submittedForms?: (bookingId: string) => Promise<ReadonlySet<FormId>>;
  /** The same of many bookings, by booking. Left out: none. */
  submittedFormsOf?: (bookingIds: readonly string[]) => Promise<ReadonlyMap<string, ReadonlySet<FormId>>>;
  /** The forms that were sent for a booking, and where they are. Left out: none. */
  formsOf?: (bookingId: string) => Promise<readonly FormOfBooking[]>;
  /** Where appointments are in the practice's records, by booking. Left out: not known. */
  filingsOf?: (
    bookingIds: readonly string[],
  ) => Promise<ReadonlyMap<string, 'filed' | 'waiting' | 'needs_person' | 'none'>>;
  /** What mails to staff call the services. */
  names: ServiceNames;
  enquiriesEmail: string;
  /** What the waitlist's invitations and offers let people book. Left out: there is no waitlist. */
  entitlements?: Entitlements;
  /**
   * Keeps a freed time for the people on the waitlist, in the transaction that frees it. Otherwise another patient
   * could take it first. Left out: there is no waitlist.
   */
  keepFreedSlot?: (tx: Transaction, booking: Booking) => Promise<void>;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
}
