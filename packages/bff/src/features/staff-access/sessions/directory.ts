import type { StaffEntry } from '../../../config/clinic/staff.ts';
import { permissionsOf } from '../../../platform/staff-auth/roles.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';

/** The entry of `staff` in `clinic.yaml` with this address. */
export function entryOf(staff: readonly StaffEntry[], address: string): StaffEntry | undefined {
  const wanted = address.trim().toLowerCase();
  return staff.find((entry) => entry.address === wanted);
}

export function memberOf({ address, role, practitioner }: StaffEntry): StaffMember {
  return {
    id: address,
    role,
    permissions: permissionsOf[role],
    ...(practitioner === undefined ? {} : { practitionerId: practitioner }),
  };
}
