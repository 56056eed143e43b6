import type {
  StaffTriageSession,
  TriageRank,
  TriageStatus,
} from '@botaniqal/shared/contracts/staff/triage.ts';

export const ranks: Record<TriageRank, string> = {
  emergency: 'Emergency',
  call_back: 'Call back now',
  same_day: 'Today',
  call: 'Booked call',
  waiting: 'Waiting',
};

export const statuses: Record<TriageStatus, string> = {
  waiting: 'No call booked',
  scheduled: 'Call booked',
  in_call: 'In the call',
  ended: 'Ended',
  cancelled: 'Call cancelled',
};

export type Outcome = NonNullable<StaffTriageSession['outcome']>;

export const outcomes: Record<Outcome, string> = {
  booked: 'Booked',
  referred: 'Referred elsewhere',
  rejected: 'No visit',
  no_show: 'Did not come',
};

export const urgencies: Record<NonNullable<StaffTriageSession['urgency']>, string> = {
  emergency: 'Emergency',
  same_day: 'Same day',
  soon: 'Soon',
  routine: 'Routine',
  self_care: 'Self care',
};
