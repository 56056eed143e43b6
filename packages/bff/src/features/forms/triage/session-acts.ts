import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
import { Problem } from '../../../platform/problem.ts';
import { permissionsOf } from '../../../platform/staff-auth/roles.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { type SessionRow, type StaffDeps, writeSession } from './staff-triage.ts';
import { actsForAll, hasSession, overtaken } from './whose-session.ts';

interface Asked {
  version: number;
  member: StaffMember;
  requestId: string;
}

/** "I have this." The same again changes nothing. @throws Problem changed_meanwhile when a colleague has it */
export function claimSession(deps: StaffDeps, id: string, asked: Asked): Promise<StaffTriageSession> {
  return writeSession(deps, id, { ...asked, act: 'claimed' }, (row) => {
    if (row.claimedBy === asked.member.id) return null;
    if (row.claimedBy !== null) throw overtaken(deps.clinic, row);
    return claimedBy(deps, asked.member);
  });
}

/** Back into the queue. @throws Problem forbidden when a colleague has it */
export function releaseSession(deps: StaffDeps, id: string, asked: Asked): Promise<StaffTriageSession> {
  return writeSession(deps, id, { ...asked, act: 'released' }, (row) => {
    if (row.claimedBy === null) return null;
    refuseOthers(row, asked.member);
    return { claimedBy: null, claimedAt: null };
  });
}

/** A colleague has it from now on. @throws Problem forbidden, invalid_request */
export function handOverSession(
  deps: StaffDeps,
  id: string,
  to: string,
  asked: Asked,
): Promise<StaffTriageSession> {
  const colleague = colleaguesOf(deps).find((one) => one.id === to.trim().toLowerCase());
  if (!colleague) {
    const message = 'must be the address of a colleague who works with triage';
    throw new Problem('invalid_request', `The session cannot be handed over: to ${message}.`, {
      fields: [{ path: 'to', code: 'unknown', message }],
    });
  }
  return writeSession(deps, id, { ...asked, act: 'handed_over' }, (row) => {
    if (row.claimedBy === colleague.id) return null;
    if (row.claimedBy !== null) refuseOthers(row, asked.member);
    return claimedBy(deps, colleague);
  });
}

/** The call begins or ends. Who begins it has the session. @throws Problem forbidden when a colleague has it */
export function noteCall(
  deps: StaffDeps,
  id: string,
  act: 'start' | 'end',
  asked: Asked,
): Promise<StaffTriageSession> {
  const now = deps.clock.now();
  return writeSession(deps, id, { ...asked, act: act === 'start' ? 'call_started' : 'call_ended' }, (row) => {
    const running = row.callStartedAt !== null && row.callEndedAt === null;
    if (running === (act === 'start')) return null;
    if (row.claimedBy !== null) refuseOthers(row, asked.member);
    if (act === 'end') return { callEndedAt: now };
    return {
      callStartedAt: now,
      callEndedAt: null,
      ...(row.claimedBy === null && claimedBy(deps, asked.member)),
    };
  });
}

/** Whom a session can be handed over to. */
export function colleaguesOf({ clinic }: Pick<StaffDeps, 'clinic'>): { id: string; name: string }[] {
  return clinic.staff
    .filter(({ role }) => permissionsOf[role].includes('triage:update'))
    .map(({ address, name }) => ({ id: address, name }));
}

function claimedBy({ clock }: Pick<StaffDeps, 'clock'>, { id }: { id: string }): Partial<SessionRow> {
  return { claimedBy: id, claimedAt: clock.now() };
}

function refuseOthers(row: SessionRow, member: StaffMember): void {
  if (hasSession(row, member) || actsForAll(member)) return;
  throw new Problem('forbidden', 'A colleague has this session. They or a manager can hand it over.');
}
