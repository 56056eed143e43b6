export type { FormDeps } from './deps.ts';
export { loadSubmission, type Submission, type SubmissionContent } from './submission.ts';
