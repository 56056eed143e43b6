import assert from 'node:assert/strict';
import { consultationBooked, paidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { callBackTaken, draftKept, submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { paidBookingRoutes } from '../features/bookings/index.ts';
import type { Store } from '../platform/store/store.ts';
import { testApp } from './app.ts';
import { filingServer } from './filing-bench.ts';
import { alex, answersRaising, callStart, freshForms, wholeAnswers } from './forms-bench.ts';
import { openFollowups, paidRequest } from './paid-bench.ts';
import { freshWaitlists, joinRequest, staffHeader, waitlistServer } from './waitlist-bench.ts';

const paidStart = '2026-11-24T23:00:00Z';

/** Words by which the people of the filled clinic would be known, wherever they stood. */
export const personalWords = [
  'Alex',
  'Sample',
  'alex@example.com',
  '491570156',
  '491 570 156',
  'sleep badly',
];

/**
 * A clinic on a Friday afternoon: something of everything that is kept, made as it is made in earnest. Somebody waits;
 * somebody has booked a call and sent a form; somebody is paying; somebody was stopped by a red flag, asked to be
 * called, and was noted by a consultant; somebody wants to go on later. Jobs that were sent are still waiting.
 */
export async function fillClinic(store: Store) {
  const waiting = waitlistServer(await freshWaitlists(store));
  const world = await freshForms(store);
  const joined = await waiting.app.request('/api/waitlist', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(joinRequest({ phone: '0491 570 156' })),
  });
  assert.equal(joined.status, 201);

  const server = filingServer(world);
  const send = async <T>(path: string, body: unknown, shape: { parse(value: unknown): T }): Promise<T> => {
    const answer = await server.post(path, body, { 'Idempotency-Key': `fill-${path}` });
    assert.ok(answer.ok, await answer.clone().text());
    return shape.parse(await answer.json());
  };
  const call = await send(
    '/api/consultations/book',
    {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    },
    consultationBooked,
  );
  const { bookingId, manageToken } = call;
  const intake = await send(
    '/api/forms/mini_intake/submissions',
    {
      answers: wholeAnswers(await loadForm('mini_intake'), { today: '2026-11-20' }),
      bookingId,
      manageToken,
    },
    submissionReceived,
  );

  const triage = await loadForm('triage');
  const [flag] = triage.redFlags;
  assert.ok(flag);
  const stopped = await send(
    '/api/forms/triage/submissions',
    { answers: answersRaising(triage, flag), patient: alex },
    submissionReceived,
  );
  const { submissionId } = stopped;
  await send(
    `/api/forms/submissions/${submissionId}/call-back`,
    { name: 'Alex Sample', phone: '0491 570 156' },
    callBackTaken,
  );
  const noted = await server.app.request(`/api/staff/triage/${submissionId}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...staffHeader(world.clock, ['triage:read', 'triage:update']),
    },
    body: JSON.stringify({ triageNotes: 'Alex was called at once', outcome: 'referred' }),
  });
  assert.ok(noted.ok, await noted.clone().text());
  const draft = await send(
    '/api/forms/full_intake/drafts',
    { answers: { firstName: 'Alex', lastName: 'Sample' }, consent: true, email: 'alex@example.com' },
    draftKept,
  );

  openFollowups(world, [paidStart]);
  const paid = await testApp(paidBookingRoutes(server.bookings), { clock: world.clock }).request(
    '/api/bookings',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(paidRequest(paidStart)),
    },
  );
  assert.equal(paid.status, 201, await paid.clone().text());
  return {
    world,
    server,
    bookingId,
    manageToken,
    intakeId: intake.submissionId,
    triageId: submissionId,
    draftId: draft.draftId,
    paidBookingId: paidBookingHeld.parse(await paid.json()).bookingId,
  };
}
