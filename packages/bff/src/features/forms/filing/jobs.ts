import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Files one form in the practice's records: the patient, the facts, the document. */
export const fileSubmission = defineJob({
  name: 'file-submission',
  payload: z.object({ submissionId: z.uuid() }),
  expireSeconds: 120,
});
