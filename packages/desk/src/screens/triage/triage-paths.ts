/** The routes of triage, for staff. */
export const triageQueuePath = '/api/staff/triage/queue';
export const triageColleaguesPath = '/api/staff/triage/colleagues';

/** @param act left out: the session itself, and its notes and outcome */
export function triagePath(sessionId: string, act?: 'claim' | 'release' | 'hand-over' | 'call'): string {
  return ['/api/staff/triage', encodeURIComponent(sessionId), act].filter(Boolean).join('/');
}
