import type { Clinic } from '../../config/clinic/clinic.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import type { RateLimit } from '../../platform/http/requests/rate-limit.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { LiveChannel } from '../../platform/live/live-channel.ts';
import type { Platform } from '../../platform/platform.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { Queryable } from '../../platform/store/database.ts';
import type { StaffAccounts } from '../../ports/staff-accounts.ts';
import type { PersonKeys } from '../patients/index.ts';

export interface StaffAccessDeps extends Pick<Platform, 'store' | 'jobs' | 'sealing' | 'clock' | 'log'> {
  clinic: Pick<Clinic, 'clinic' | 'desk' | 'staff'>;
  /** The origin of the desk. */
  publicUrl: string;
  enquiriesEmail: string;
  messageIdDomain: string;
  personKeys: Pick<PersonKeys, 'of'>;
  limits: Limits;
  clientAddress: (c: AppContext) => string;
  staff: StaffAuth;
  /** `null`: people sign in by links only. */
  accounts: StaffAccounts | null;
  live: LiveChannel;
  /**
   * What else the audit search looks for: the booking of a confirmation number, with its forms, and all that is filed under a
   * record. Left out: the id itself only.
   */
  subjectsOf?: (db: Queryable, typed: string) => Promise<readonly string[]>;
  /** Limits how often one network address tries to sign in. */
  signInLimit: RateLimit;
  /** Aborted when the server begins to stop: open connections end then. */
  draining: AbortSignal;
}
