import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { purpose as draftPurpose } from './drafts/draft.ts';
import { purpose as submissionPurpose } from './submission.ts';
import { formDrafts, formSubmissions, triageSessions } from './tables.ts';
import { purpose as sessionPurpose } from './triage/triage-session.ts';

const submission = { table: formSubmissions, key: formSubmissions.id };
const draft = { table: formDrafts, key: formDrafts.id };
const session = { table: triageSessions, key: triageSessions.id };

/** The sealed columns of submissions, drafts and triage sessions. */
export const formSealedColumns: readonly SealedColumn[] = [
  { ...submission, column: formSubmissions.content, purpose: (id) => submissionPurpose('content', id) },
  { ...submission, column: formSubmissions.callBack, purpose: (id) => submissionPurpose('call_back', id) },
  { ...draft, column: formDrafts.content, purpose: (id) => draftPurpose('content', id) },
  { ...draft, column: formDrafts.token, purpose: (id) => draftPurpose('token', id) },
  { ...session, column: triageSessions.reasons, purpose: (id) => sessionPurpose('reasons', id) },
  { ...session, column: triageSessions.patient, purpose: (id) => sessionPurpose('patient', id) },
  { ...session, column: triageSessions.triageNotes, purpose: (id) => sessionPurpose('notes', id) },
];
