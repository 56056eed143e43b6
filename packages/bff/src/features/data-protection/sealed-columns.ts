import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { idempotencySealedColumns } from '../../platform/idempotency/idempotency.ts';
import { bookingSealedColumns } from '../bookings/index.ts';
import { formSealedColumns } from '../forms/index.ts';
import { mailSealedColumns } from '../messages/index.ts';
import { paymentSealedColumns } from '../payments/index.ts';
import { taskSealedColumns } from '../staff-tasks/index.ts';
import { waitlistSealedColumns } from '../waitlist/index.ts';
import { personPurpose } from './retention/destruction-register.ts';
import { destroyedRecords } from './tables.ts';

/** Every column of every table that holds sealed values. A test finds one that is missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  ...bookingSealedColumns,
  ...paymentSealedColumns,
  ...mailSealedColumns,
  ...formSealedColumns,
  ...taskSealedColumns,
  ...waitlistSealedColumns,
  ...idempotencySealedColumns,
  {
    table: destroyedRecords,
    key: destroyedRecords.id,
    column: destroyedRecords.person,
    purpose: personPurpose,
  },
];
