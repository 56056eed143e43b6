import type { ActingAs } from '../audit/actor.ts';
import type { Permission, StaffRole } from './roles.ts';

/** A person of staff, or a machine of the clinic, who sends a request. */
export interface StaffMember {
  /** The token's `sub`, or the address of a person who signed in. In the audit trail: `staff:{id}`. */
  id: string;
  /** `staff`: a machine's token that says no more. */
  role: StaffRole | 'staff';
  permissions: readonly Permission[];
  /** The entry under `practitioners` in `clinic.yaml` that is this person. */
  practitionerId?: string;
}

/** Who acts, for everything that is audited. */
export function byStaff({ id, role }: StaffMember, requestId?: string): ActingAs {
  return { actor: { kind: 'staff', subject: id, role }, requestId };
}

/**
 * The one practitioner whose patients and times this member may see, or `null` for all. Each route that answers with
 * patients or times asks this and leaves out the others.
 */
export function onlyPractitioner({ role, practitionerId }: StaffMember): string | null {
  return role === 'practitioner' ? (practitionerId ?? '') : null;
}
