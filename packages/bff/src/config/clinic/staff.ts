import { z } from 'zod';
import { staffRoles } from '../../platform/staff-auth/roles.ts';

/** One person who may use the desk. */
const member = z.strictObject({
  address: z
    .string({ error: 'must be an email address, like sam@example.com' })
    .trim()
    .toLowerCase()
    .pipe(z.email('must be an email address, like sam@example.com'))
    .describe('The address of the Microsoft 365 account, which also receives sign-in links'),
  name: z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty').max(200),
  role: z
    .enum(staffRoles, { error: `must be one of ${staffRoles.join(', ')}` })
    .describe('What the person may do: docs/desk.md has the table'),
  practitioner: z
    .string({ error: 'must be the id of a practitioner' })
    .exactOptional()
    .describe('The entry under practitioners that is this person'),
});

/** `staff` of `clinic.yaml`. */
export const staffList = z.array(member);
export type StaffEntry = z.infer<typeof member>;
