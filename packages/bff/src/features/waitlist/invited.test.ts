import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { combinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import {
  staffWaitlist,
  type WaitlistJoined,
  waitlistEntryView,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { freeCall } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  freshOfferWorld,
  type OfferServer,
  type OfferWorld,
  offerServer,
} from '../../testing/fixtures/waitlist/offer-fixture.ts';
import { staffHeader } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { maintainWaitlists } from './launching/waitlist-maintenance.ts';

const start = '2026-11-23T22:30:00Z';
const other = '2026-11-23T23:00:00Z';

describe('an invitation to a service that is not open', () => {
  let store: Store;
  let world: OfferWorld;
  let server: OfferServer;
  let ann: WaitlistJoined;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshOfferWorld(store);
    for (const service of ['alternative_medicine', 'counseling'] as const) {
      world.calendar.open({ ...freeCall, service, starts: [start, other] });
    }
    server = offerServer(world);
    ann = await server.join('ann', { service: 'counseling' });
  });

  const invite = async (batchSize = 1) => {
    const answer = await server.post('/api/staff/waitlist/counseling/launch', { batchSize }, undefined, {
      ...staffHeader(world.clock),
    });
    assert.equal(answer.status, 200);
  };
  const post = (more: object = {}) =>
    server.post('/api/consultations/book', {
      patientName: 'Ann',
      email: 'ann@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'Sleep',
      timezone: 'Australia/Melbourne',
      service: 'counseling',
      ...more,
    });
  const invitationOf = ({ entryId, manageToken }: WaitlistJoined) => ({ entryId, token: manageToken });
  const codeOf = async (answer: Response) => problem.parse(await answer.json()).code;
  const view = async ({ entryId, manageToken }: WaitlistJoined) => {
    const answer = await server.app.request(`/api/waitlist/${entryId}`, {
      headers: { Authorization: `Bearer ${manageToken}` },
    });
    return waitlistEntryView.parse(await answer.json());
  };
  const times = (query: Record<string, string>, token?: string) =>
    server.app.request(
      `/api/calendars/combined?${new URLSearchParams({
        service: 'counseling',
        visit: 'consultation',
        from: '2026-11-23',
        to: '2026-11-29',
        timeZone: 'Australia/Melbourne',
        ...query,
      })}`,
      { headers: token ? { Authorization: `Bearer ${token}` } : {} },
    );

  it('books a visit of it, which is counted; everybody else is still told that it is not open', async () => {
    await invite();
    assert.equal(await codeOf(await post()), 'service_not_open');
    const answer = await post({ invitation: invitationOf(ann) });
    assert.equal(answer.status, 201);
    const booked = consultationBooked.parse(await answer.json());
    assert.equal(booked.scheduledTime, start);
    await server.settle();
    assert.equal((await view(ann)).status, 'booked');
    const list = await server.app.request('/api/staff/waitlist?service=counseling', {
      headers: staffHeader(world.clock),
    });
    const { conversion } = staffWaitlist.parse(await list.json());
    assert.deepEqual([conversion.joined, conversion.invited, conversion.booked], [1, 1, 1]);
    const again = await post({ invitation: invitationOf(ann), preferredTimes: [other] });
    assert.equal(await codeOf(again), 'service_not_open', 'it is used');
  });

  it('is known by its link, also when they book with another address', async () => {
    await invite();
    const answer = await post({ email: 'ann.at.work@example.com', invitation: invitationOf(ann) });
    assert.equal(answer.status, 201);
    await server.settle();
    assert.equal((await view(ann)).status, 'booked');
  });

  it('books once, also when two requests for two times arrive at the same moment', async () => {
    await invite();
    const invitation = invitationOf(ann);
    const answers = await Promise.all(
      [start, other, start, other].map((time) => post({ invitation, preferredTimes: [time] })),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    for (const answer of answers) {
      if (answer.status === 201) continue;
      assert.equal(answer.status, 409);
      // The first while the invitation is in use, the second once it is used up.
      const code = await codeOf(answer);
      assert.ok(code === 'request_in_progress' || code === 'service_not_open', code);
    }
    await server.settle();
    assert.equal(world.calendar.appointments.length, 1);
    assert.equal((await view(ann)).status, 'booked');
    assert.equal(await codeOf(await post({ invitation, preferredTimes: [other] })), 'service_not_open');
  });

  it('stays when the time is lost, and is used by the next try', async () => {
    await invite();
    world.calendar.failNextBookings('slot_taken');
    assert.equal(await codeOf(await post({ invitation: invitationOf(ann) })), 'slot_unavailable');
    assert.equal((await view(ann)).status, 'invited');
    assert.equal((await post({ preferredTimes: [other], invitation: invitationOf(ann) })).status, 201);
    await server.settle();
    assert.equal((await view(ann)).status, 'booked');
  });

  it('opens nothing before it is sent, when it is over, for another service, or with a wrong token', async () => {
    const invitation = invitationOf(ann);
    assert.equal(await codeOf(await post({ invitation })), 'service_not_open');
    await invite();
    assert.equal(await codeOf(await post({ invitation: { ...invitation, token: 'wrong' } })), 'unauthorized');
    const stranger = await server.join('stranger', { service: 'counseling' });
    const mixed = { ...invitationOf(stranger), entryId: ann.entryId };
    assert.equal(await codeOf(await post({ invitation: mixed })), 'unauthorized');
    const elsewhere = await post({ invitation, service: 'equine_therapy' });
    const refused = problem.parse(await elsewhere.json());
    assert.deepEqual([refused.code, refused.fields?.[0]?.path], ['invalid_request', 'invitation.entryId']);
    world.clock.at = new Date(world.clock.at.getTime() + 73 * hourMs);
    assert.equal(
      await codeOf(await post({ invitation })),
      'service_not_open',
      'also before the round has noticed',
    );
    await maintainWaitlists(server.deps);
    assert.equal(await codeOf(await post({ invitation })), 'service_not_open');
    assert.equal(world.calendar.appointments.length, 0);
  });

  it('opens nothing for a person who has left', async () => {
    await invite();
    await server.app.request(`/api/waitlist/${ann.entryId}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${ann.manageToken}` },
    });
    assert.equal(await codeOf(await post({ invitation: invitationOf(ann) })), 'unauthorized');
  });

  it('shows the times to its person alone, and lets no one keep the answer', async () => {
    assert.equal(await codeOf(await times({ entry: ann.entryId }, ann.manageToken)), 'service_not_open');
    await invite();
    const answer = await times({ entry: ann.entryId }, ann.manageToken);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    const starts = combinedCalendar.parse(await answer.json()).days.flatMap((day) => day.slots);
    assert.deepEqual(
      starts.map((slot) => slot.start),
      [start, other],
    );
    for (const [entry, token] of [
      [ann.entryId, undefined],
      [ann.entryId, 'wrong'],
      [crypto.randomUUID(), ann.manageToken],
    ] as const) {
      assert.equal(await codeOf(await times({ entry }, token)), 'service_not_open');
    }
    assert.equal((await times({ entry: 'nobody' }, ann.manageToken)).status, 400);
    const another = { entry: ann.entryId, service: 'equine_therapy' };
    assert.equal(await codeOf(await times(another, ann.manageToken)), 'service_not_open');
    assert.equal(await codeOf(await times({})), 'service_not_open', 'the answer was not kept for others');
  });

  it('changes nothing for a service that is open', async () => {
    const ben = await server.join('ben');
    const answer = await post({ service: 'alternative_medicine', invitation: invitationOf(ben) });
    assert.equal(answer.status, 201);
    assert.equal((await times({ service: 'alternative_medicine', entry: ben.entryId })).status, 200);
  });

  it('lets a time of the service that is cancelled go to the next who waits for it', async () => {
    const ben = await server.join('ben', { service: 'counseling' });
    await invite();
    const answer = await post({ invitation: invitationOf(ann) });
    const { bookingId, manageToken } = consultationBooked.parse(await answer.json());
    await server.post(`/api/bookings/${bookingId}/cancel`, {}, manageToken);
    await server.settle();
    const { offer } = await view(ben);
    assert.deepEqual([offer?.status, offer?.service], ['offered', 'counseling']);
    const path = `/api/waitlist/${ben.entryId}/offers/${offer?.offerId}/accept`;
    assert.equal((await server.post(path, { primaryConcern: 'Sleep' }, ben.manageToken)).status, 201);
    await server.settle();
    assert.equal((await view(ben)).status, 'booked');
  });
});
