export type { FormDeps } from './deps.ts';
export { draftRoutes } from './draft-routes.ts';
export { submittedForms } from './known.ts';
export { registerForms, scheduleForgetting } from './register.ts';
export { type FormRouteDeps, formRoutes } from './routes.ts';
export { staffTriageRoutes } from './staff-routes.ts';
export { type NewSubmission, storeSubmission } from './store-submission.ts';
export { loadSubmission, type Submission, type SubmissionContent } from './submission.ts';
export { noteTriageBooked } from './triage-session.ts';
