import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { bookingView, paidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { type WaitlistJoined, waitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import {
  disagreements,
  followupCents,
  followupWith,
  openFollowups,
  paidRequest,
  paymentFor,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import {
  freshOfferWorld,
  heldNow,
  type OfferServer,
  type OfferWorld,
  offerServer,
} from '../../../testing/fixtures/waitlist/offer-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { freedSlots } from '../tables.ts';

const start = '2026-11-23T22:30:00Z';
const other = '2026-11-24T01:00:00Z';

describe('a freed time of a visit that costs something', () => {
  let store: Store;
  let world: OfferWorld;
  let server: OfferServer;
  let ann: WaitlistJoined;
  let ben: WaitlistJoined;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshOfferWorld(store);
    openFollowups(world, [start, other]);
    server = offerServer(world);
    const wishes = { visit: 'followup', practitionerId: 'dr_dia' } as const;
    ann = await server.join('ann', { wishes });
    ben = await server.join('ben', { wishes });
    const quitter = await hold('quitter');
    await pay(quitter.bookingId, quitter.manageToken);
    await server.post(`/api/bookings/${quitter.bookingId}/cancel`, {}, quitter.manageToken);
    await server.settle();
  });

  const patient = (name: string) => ({
    ...paidRequest(start).patient,
    firstName: name,
    email: `${name}@example.com`,
  });
  const post = (name: string, more: object = {}) =>
    server.post('/api/bookings', { ...paidRequest(start), patient: patient(name), ...more });
  const hold = async (name: string, more: object = {}) => {
    const answer = await post(name, more);
    assert.equal(answer.status, 201, name);
    return paidBookingHeld.parse(await answer.json());
  };
  const pay = async (bookingId: string, manageToken: string) => {
    world.payments.pay(paymentFor(world, bookingId).id, 'pays');
    const answer = await server.post(`/api/bookings/${bookingId}/confirm`, {}, manageToken);
    return bookingView.parse(await answer.json()).status;
  };
  const view = async ({ entryId, manageToken }: WaitlistJoined) => {
    const answer = await server.app.request(`/api/waitlist/${entryId}`, {
      headers: { Authorization: `Bearer ${manageToken}` },
    });
    return waitlistEntryView.parse(await answer.json());
  };
  const invitationOf = async (entry: WaitlistJoined) => ({
    entryId: entry.entryId,
    token: entry.manageToken,
    offerId: (await view(entry)).offer?.offerId,
  });
  const statuses = async () => [
    (await view(ann)).offer?.status ?? null,
    (await view(ben)).offer?.status ?? null,
  ];

  it('says its price, is kept from everybody else, and passes to the booking of its person', async () => {
    const { offer } = await view(ann);
    assert.deepEqual(
      [offer?.status, offer?.visit.price, offer?.asks],
      ['offered', { amountCents: followupCents, currency: 'AUD' }, []],
    );
    const mail = world.mailer.sent.find((one) => one.toName === 'ann' && /is available/.test(one.subject));
    assert.match(mail?.text ?? '', /Cost:\s+\$79\.00\n/, 'GST is named only where clinic.yaml has it');
    assert.match(mail?.text ?? '', /Take this time and pay/);
    assert.equal((await post('stranger')).status, 409);

    const held = await hold('ann', { invitation: await invitationOf(ann) });
    assert.deepEqual(held.price, { amountCents: followupCents, currency: 'AUD' });
    assert.deepEqual(
      (await heldNow(world)).map((one) => one.bookingId),
      [held.bookingId],
    );
    assert.deepEqual(await statuses(), ['accepted', null]);
    assert.equal((await view(ann)).offer?.bookingId, held.bookingId);
    assert.equal(await pay(held.bookingId, held.manageToken), 'confirmed');
    await server.jobs.runAll(hourMs);
    assert.deepEqual([(await view(ann)).status, (await view(ben)).status], ['booked', 'waiting']);
    assert.deepEqual(
      (await store.db.select().from(freedSlots)).map((slot) => slot.state),
      ['taken'],
    );
    assert.deepEqual(await disagreements(world), []);
  });

  it('comes back to the offer when its person leaves before paying, and can be taken again', async () => {
    const left = await hold('ann', { invitation: await invitationOf(ann) });
    await server.post(`/api/bookings/${left.bookingId}/release`, {}, left.manageToken);
    await server.settle();
    assert.deepEqual(await statuses(), ['offered', null]);
    assert.equal((await post('stranger')).status, 409, 'it is still kept for them');
    const again = await hold('ann', { invitation: await invitationOf(ann) });
    assert.equal(await pay(again.bookingId, again.manageToken), 'confirmed');
    await server.settle();
    assert.equal((await view(ann)).status, 'booked');
  });

  it('comes back when it is not paid in time, and goes on to the next when the offer is over by then', async () => {
    await hold('ann', { invitation: await invitationOf(ann) });
    for (let minutes = 0; minutes < 15; minutes += 1) await server.pass(1);
    assert.deepEqual(await statuses(), ['offered', null]);

    await server.pass(3 * 60 + 40);
    await hold('ann', { invitation: await invitationOf(ann) });
    for (let minutes = 0; minutes < 15; minutes += 1) await server.pass(1);
    assert.deepEqual(await statuses(), ['timed_out', 'offered']);
    assert.equal((await post('stranger')).status, 409, 'now it is kept for the next');
    await server.jobs.runAll(24 * hourMs);
    assert.deepEqual(await statuses(), ['timed_out', 'timed_out']);
    assert.deepEqual(await heldNow(world), []);
    assert.deepEqual(await disagreements(world), []);
    await hold('stranger');
  });

  it('is over when the calendar has a person there by then, and nothing is charged', async () => {
    world.calendar.close(followupWith('dr_dia'), [start]);
    const answer = await post('ann', { invitation: await invitationOf(ann) });
    const refused = problem.parse(await answer.json());
    assert.deepEqual([refused.code, refused.alternatives], ['slot_unavailable', [other]]);
    assert.deepEqual(await statuses(), ['withdrawn', null]);
    await server.jobs.runAll(24 * hourMs);
    assert.deepEqual(await heldNow(world), []);
    assert.deepEqual(await disagreements(world), []);
  });

  it('books exactly what was offered, for whom it was offered', async () => {
    const invitation = await invitationOf(ann);
    const refusals: [object, number, string, string | undefined][] = [
      [{ invitation: { ...invitation, token: 'wrong' } }, 401, 'unauthorized', undefined],
      [{ invitation: { ...invitation, entryId: 'nobody' } }, 401, 'unauthorized', undefined],
      [{ invitation: { ...invitation, entryId: ben.entryId } }, 401, 'unauthorized', undefined],
      [
        { invitation: { ...invitation, entryId: ben.entryId, token: ben.manageToken } },
        422,
        'invalid_request',
        'invitation.offerId',
      ],
      [{ invitation: { ...invitation, offerId: 'x' } }, 422, 'invalid_request', 'invitation.offerId'],
      [{ invitation, start: other }, 422, 'invalid_request', 'invitation.offerId'],
      [{ invitation, practitionerId: 'nurse' }, 422, 'invalid_request', 'invitation.offerId'],
      [{ invitation, visit: 'initial' }, 422, 'invalid_request', 'invitation.offerId'],
      [{ invitation, service: 'gaps_coaching' }, 422, 'invalid_request', 'invitation.entryId'],
      [{ invitation: { token: 'x' } }, 422, 'invalid_request', 'invitation.entryId'],
    ];
    for (const [more, status, code, path] of refusals) {
      const answer = await post('ann', more);
      const refused = problem.parse(await answer.json());
      assert.deepEqual([answer.status, refused.code], [status, code], JSON.stringify(more));
      assert.equal(refused.fields?.[0]?.path, path, JSON.stringify(more));
    }
    const byAccept = await server.post(
      `/api/waitlist/${ann.entryId}/offers/${invitation.offerId}/accept`,
      { primaryConcern: 'Sleep' },
      ann.manageToken,
    );
    assert.equal(problem.parse(await byAccept.json()).fields?.[0]?.code, 'to_pay');
    assert.deepEqual(await statuses(), ['offered', null]);
  });

  it('is neither lost nor sold twice, wherever the server is killed while its person books and pays', async () => {
    const invitation = await invitationOf(ann);
    let crashes = 0;
    for (let crashBefore = 1; ; crashBefore += 1) {
      const survivor = server;
      server = offerServer(world, { crashBefore });
      // The page sees errors, and nothing else, of a server that dies.
      const answer = await post('ann', { invitation });
      const held = answer.status === 201 ? paidBookingHeld.parse(await answer.json()) : null;
      if (held) await server.post(`/api/bookings/${held.bookingId}/release`, {}, held.manageToken);
      const killed = server.acts() >= crashBefore;
      server = survivor;
      const at = `killed before act ${crashBefore}`;
      for (let minutes = 0; minutes < 14; minutes += 1) await server.pass(1);
      assert.deepEqual(await statuses(), ['offered', null], at);
      assert.deepEqual((await heldNow(world)).length, 1, at);
      assert.equal((await post('stranger')).status, 409, at);
      if (!killed || crashes === 12) break;
      crashes += 1;
      // The offer lasts four hours.
      world.clock.at = new Date(world.clock.at.getTime() - 14 * 60_000);
    }
    assert.ok(crashes >= 5, `it was killed at ${crashes} places`);
    const held = await hold('ann', { invitation });
    assert.equal(await pay(held.bookingId, held.manageToken), 'confirmed');
    await server.jobs.runAll(hourMs);
    assert.deepEqual([(await view(ann)).status, await statuses()], ['booked', ['accepted', null]]);
    assert.deepEqual(await disagreements(world), []);
  });

  it('answers a repeat of the request with the same booking', async () => {
    const invitation = await invitationOf(ann);
    const body = { ...paidRequest(start), patient: patient('ann'), invitation };
    const key = { 'Idempotency-Key': 'the-same' };
    const first = paidBookingHeld.parse(
      await (await server.post('/api/bookings', body, undefined, key)).json(),
    );
    const second = paidBookingHeld.parse(
      await (await server.post('/api/bookings', body, undefined, key)).json(),
    );
    assert.equal(second.bookingId, first.bookingId);
    const third = await server.post('/api/bookings', body);
    assert.equal(problem.parse(await third.json()).code, 'slot_unavailable', 'it is being booked already');
  });
});
