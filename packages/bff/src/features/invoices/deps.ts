import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { Store } from '../../platform/store/store.ts';

export interface InvoiceDeps {
  store: Pick<Store, 'db'>;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  staff: StaffAuth;
}
