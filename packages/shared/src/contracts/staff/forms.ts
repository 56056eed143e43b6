import { z } from 'zod';
import { formId } from '../forms.ts';
import { instant } from '../primitives.ts';

/** `GET /api/staff/forms`. */
export const staffFormsQuery = z.object({
  state: z.enum(['all', 'filed', 'not_filed']).default('all'),
  bookingId: z.uuid().optional().describe('Only the forms of this booking'),
  before: instant.optional().describe('`next` of the answer before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type StaffFormsQuery = z.infer<typeof staffFormsQuery>;

const staffFormLine = z.object({
  submissionId: z.string(),
  /** What people call it by: `FORM-8F14E45F`. */
  reference: z.string(),
  formId,
  /** The name of the form. */
  title: z.string(),
  receivedAt: instant,
  source: z.enum(['page', 'elsewhere']),
  patientName: z.string().nullable(),
  bookingId: z.string().nullable(),
  /** False: stored only because of a red flag, with answers missing. */
  complete: z.boolean(),
  urgency: z.enum(['emergency', 'same_day', 'soon', 'routine', 'self_care']).nullable(),
  /** `kept`: it belongs to no patient yet, so it is not filed. `needs_person`: staff have a task. */
  filing: z.enum(['filed', 'waiting', 'needs_person', 'kept']),
  filedAt: instant.nullable(),
  openTasks: z.number().int().nonnegative(),
});
export type StaffFormLine = z.infer<typeof staffFormLine>;

/** The newest first. The PDF of one: `GET /api/staff/forms/{submissionId}/pdf`. */
export const staffForms = z.object({ forms: z.array(staffFormLine), next: instant.nullable() });
export type StaffForms = z.infer<typeof staffForms>;
