import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import {
  staffWaitlist,
  type WaitlistJoin,
  type WaitlistJoined,
  waitlistEntryView,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, ne } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freeCall } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  allOffers,
  freshOfferWorld,
  heldNow,
  type OfferServer,
  type OfferWorld,
  offerServer,
} from '../../../testing/fixtures/waitlist/offer-fixture.ts';
import { staffHeader } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { waitlistGauge } from '../launching/waitlist-gauges.ts';
import { maintainWaitlists } from '../launching/waitlist-maintenance.ts';
import { freedSlots } from '../tables.ts';
import { offerFreedSlot } from './offer-freed-slot.ts';

// Friday 20 November, 4 pm in Melbourne; the appointments are on Tuesday 24, at half past nine and at ten.
const start = '2026-11-23T22:30:00Z';
const other = '2026-11-23T23:00:00Z';
const never = new AbortController().signal;

describe('a time that a cancellation has freed', () => {
  let store: Store;
  let world: OfferWorld;
  let server: OfferServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshOfferWorld(store);
    world.calendar.open({
      ...freeCall,
      starts: [start, other],
    });
    server = offerServer(world);
  });

  const consultation = (name: string, more: object = {}) => ({
    patientName: name,
    email: `${name}@example.com`,
    phone: '0491 570 156',
    preferredTimes: [start],
    primaryConcern: 'Sleep',
    timezone: 'Australia/Melbourne',
    service: 'alternative_medicine',
    ...more,
  });
  const book = async (name: string, more: object = {}) => {
    const answer = await server.post('/api/consultations/book', consultation(name, more));
    assert.equal(answer.status, 201, name);
    return consultationBooked.parse(await answer.json());
  };
  const cancel = async ({ bookingId, manageToken }: { bookingId: string; manageToken: string }) => {
    assert.equal((await server.post(`/api/bookings/${bookingId}/cancel`, {}, manageToken)).status, 200);
    await server.settle();
  };
  /** A patient books the time and cancels it again. */
  const free = async (more: object = {}) => cancel(await book('quitter', more));
  const view = async ({ entryId, manageToken }: WaitlistJoined) => {
    const answer = await server.app.request(`/api/waitlist/${entryId}`, {
      headers: { Authorization: `Bearer ${manageToken}` },
    });
    return waitlistEntryView.parse(await answer.json());
  };
  const answerOffer = async (entry: WaitlistJoined, verb: 'accept' | 'decline', body: object = {}) => {
    const { offer } = await view(entry);
    const path = `/api/waitlist/${entry.entryId}/offers/${offer?.offerId}/${verb}`;
    const answer = await server.post(path, body, entry.manageToken);
    await server.settle();
    return answer;
  };
  const accept = (entry: WaitlistJoined) => answerOffer(entry, 'accept', { primaryConcern: 'Sleep' });
  const offerOf = async (entry: WaitlistJoined) => (await view(entry)).offer?.status ?? null;
  const mailsAbout = (name: string) =>
    world.mailer.sent.filter((mail) => mail.toName === name && /is available/.test(mail.subject));
  const slotStates = async () => (await store.db.select().from(freedSlots)).map((slot) => slot.state);
  const codeOf = async (answer: Response) => problem.parse(await answer.json()).code;

  it('is kept for the first in order, who is told when, with whom, what it costs and how to answer', async () => {
    const ann = await server.join('ann');
    const cleo = await server.join('cleo', { interestLevel: 5 });
    await free();
    assert.deepEqual([await offerOf(ann), await offerOf(cleo)], [null, 'offered']);
    const { offer } = await view(cleo);
    assert.deepEqual(
      { ...offer, offerId: '' },
      {
        offerId: '',
        status: 'offered',
        service: 'alternative_medicine',
        serviceName: 'Alternative medicine',
        visit: {
          kind: 'consultation',
          name: 'Free first call',
          durationMinutes: 15,
          price: { amountCents: 0, currency: 'AUD' },
        },
        practitionerId: 'consultant',
        practitionerName: 'Casey Morgan',
        start: '2026-11-23T22:30:00Z',
        expiresAt: '2026-11-20T09:00:00Z',
        asks: ['primaryConcern'],
        bookingId: null,
      },
    );
    const [mail, ...more] = mailsAbout('cleo');
    assert.equal(more.length, 0);
    assert.match(
      mail?.text ?? '',
      /holding\s+this\s+time\s+for\s+you\s+until\s+Friday\s+20\s+November\s+2026,\s+8:00\s+pm,\s+Melbourne\s+time\s+\(AEDT\)\./,
    );
    assert.match(mail?.text ?? '', /Tuesday 24 November 2026, 9:30 am, Melbourne time \(AEDT\)/);
    assert.match(mail?.text ?? '', /Casey Morgan/);
    assert.match(mail?.text ?? '', /Free of charge/);
    const link = `#entry=${cleo.entryId}&token=${cleo.manageToken}&offer=${offer?.offerId}`;
    assert.ok(mail?.text.includes(`https://clinic.example.com/waitlist${link}&answer=accept`));
    assert.ok(mail?.html.includes('&amp;answer=decline'));
    assert.ok(mail?.headers?.['List-Unsubscribe']);
    assert.equal(mail?.headers?.['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');

    const public_ = await server.post('/api/consultations/book', consultation('stranger'));
    assert.equal(public_.status, 409);
    assert.deepEqual(mailsAbout('ann'), []);
  });

  it('is booked by the person who accepts it, once, and they wait no more', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    const { offer } = await view(ann);
    const answer = await accept(ann);
    assert.equal(answer.status, 201);
    const booked = consultationBooked.parse(await answer.json());
    assert.equal(booked.scheduledTime, start);
    const again = await accept(ann);
    assert.equal(consultationBooked.parse(await again.json()).bookingId, booked.bookingId);
    const seen = await view(ann);
    assert.deepEqual(
      [seen.status, seen.offer?.status, seen.offer?.bookingId],
      ['booked', 'accepted', booked.bookingId],
    );
    assert.deepEqual(await slotStates(), ['taken']);
    const held = await heldNow(world);
    assert.deepEqual(
      held.map((hold) => [hold.bookingId, hold.expiresAt]),
      [[booked.bookingId, null]],
    );
    await server.pass(24 * 60);
    assert.deepEqual([await offerOf(ben), (await view(ben)).status], [null, 'waiting']);
    assert.equal(mailsAbout('ann').length, 1);

    // Cancelled in turn, it goes to the next.
    await cancel(booked);
    assert.equal(await offerOf(ben), 'offered');
    assert.notEqual((await view(ben)).offer?.offerId, offer?.offerId);
  });

  it('goes on to the next when it is declined, and is simply free when no one is left', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    const declined = waitlistEntryView.parse(await (await answerOffer(ann, 'decline')).json());
    assert.deepEqual([declined.status, declined.offer?.status], ['waiting', 'declined']);
    assert.equal((await answerOffer(ann, 'decline')).status, 200, 'again: the same');
    assert.equal(await offerOf(ben), 'offered');
    await answerOffer(ben, 'decline');
    assert.deepEqual(await slotStates(), ['over']);
    assert.deepEqual(await heldNow(world), []);
    assert.deepEqual([mailsAbout('ann').length, mailsAbout('ben').length], [1, 1]);
    await book('stranger');
  });

  it('goes on to the next when no one answers in time, and a late yes is refused with other times', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    await server.pass(4 * 60 - 1);
    assert.equal(await offerOf(ann), 'offered');
    await server.pass(2);
    assert.deepEqual([await offerOf(ann), await offerOf(ben)], ['timed_out', 'offered']);
    const late = await accept(ann);
    assert.equal(late.status, 409);
    const refused = problem.parse(await late.json());
    assert.deepEqual([refused.code, refused.alternatives], ['slot_unavailable', [other]]);
    // It is 8 pm now: of the four hours, one passes before the night, which does not count.
    await server.pass(14 * 60);
    assert.equal(await offerOf(ben), 'offered');
    await server.pass(61);
    assert.deepEqual(await slotStates(), ['over']);
    assert.deepEqual(await heldNow(world), []);
  });

  it('is offered again to the same person when it is another time', async () => {
    const ann = await server.join('ann');
    await free();
    await answerOffer(ann, 'decline');
    await free({ preferredTimes: [other] });
    const { offer } = await view(ann);
    assert.deepEqual([offer?.status, offer?.start], ['offered', '2026-11-23T23:00:00Z']);
  });

  it('is asked about only where practitioner, day, notice and visit fit', async () => {
    const wishes: Record<string, WaitlistJoin['wishes']> = {
      nurse: { practitionerId: 'nurse' },
      mondays: { days: ['mon'] },
      inaweek: { noticeHours: 100 },
      followup: { visit: 'followup' },
    };
    const others = await Promise.all(
      Object.entries(wishes).map(([name, wish]) =>
        server.join(name, { interestLevel: 5, ...(wish ? { wishes: wish } : {}) }),
      ),
    );
    const exact = await server.join('exact', {
      interestLevel: 1,
      wishes: { practitionerId: 'consultant', days: ['tue'], noticeHours: 24, visit: 'consultation' },
    });
    await free();
    assert.equal(await offerOf(exact), 'offered');
    await answerOffer(exact, 'decline');
    for (const one of others) assert.equal(await offerOf(one), null);
  });

  it('is offered to those of another open service whom the same practitioner would see, and to no closed one', async () => {
    world.calendar.open({ ...freeCall, service: 'gaps_coaching', starts: [start] });
    const gaps = await server.join('gaps', { service: 'gaps_coaching' });
    const closed = await server.join('closed', { service: 'counseling', interestLevel: 5 });
    await free();
    const { offer } = await view(gaps);
    assert.deepEqual([offer?.status, offer?.service], ['offered', 'gaps_coaching']);
    assert.equal((await accept(gaps)).status, 201);
    assert.equal(await offerOf(closed), null);
  });

  it('is not offered to a person who left, has not confirmed, or holds another offer', async () => {
    server = offerServer(world, { waitlist: { doubleOptIn: true } });
    const ann = await server.join('ann');
    await free();
    assert.deepEqual([await offerOf(ann), await slotStates()], [null, []]);
    server = offerServer(world);
    const left = await server.join('left');
    await server.app.request(`/api/waitlist/${left.entryId}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${left.manageToken}` },
    });
    await free();
    assert.equal(await offerOf(ann), 'offered');
    await free({ preferredTimes: [other] });
    assert.deepEqual((await allOffers(world)).length, 1, 'one offer at a time for one person');
    await book('stranger', { preferredTimes: [other] });
  });

  it('is not offered to a person who has just given it up', async () => {
    const booked = await book('quitter');
    const quitter = await server.join('quitter', { interestLevel: 5 });
    const ann = await server.join('ann');
    await cancel(booked);
    assert.deepEqual([await offerOf(quitter), await offerOf(ann)], [null, 'offered']);
    await answerOffer(ann, 'decline');
    assert.deepEqual([await offerOf(quitter), await slotStates()], [null, ['over']]);
  });

  it('leaves a line in the audit trail for each thing that happens to it', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    await answerOffer(ann, 'decline');
    await accept(ben);
    const actionsOf = async ({ entryId }: WaitlistJoined) =>
      (
        await store.db
          .select({ action: auditLog.action, actor: auditLog.actor })
          .from(auditLog)
          .where(and(eq(auditLog.subjectId, entryId), ne(auditLog.action, 'waitlist.read')))
          .orderBy(auditLog.at, auditLog.id)
      ).map(({ action, actor }) => `${actor} ${action}`);
    assert.deepEqual(await actionsOf(ann), [
      'patient waitlist.joined',
      'system waitlist.offered',
      'patient waitlist.offer_declined',
    ]);
    assert.deepEqual(await actionsOf(ben), [
      'patient waitlist.joined',
      'system waitlist.offered',
      'patient waitlist.offer_accepted',
      'system waitlist.booked',
    ]);
  });

  it('frees the way for the next when its person leaves by the mail, or books another time', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    const cleo = await server.join('cleo');
    await free();
    const [mail] = mailsAbout('ann');
    const link = mail?.headers?.['List-Unsubscribe']?.slice(1, -1) ?? '';
    const { pathname, search } = new URL(link);
    assert.equal((await server.app.request(pathname + search, { method: 'POST' })).status, 200);
    await server.settle();
    assert.equal(await offerOf(ben), 'offered');
    await book('ben', { preferredTimes: [other] });
    await server.settle();
    assert.deepEqual([(await view(ben)).status, await offerOf(ben)], ['booked', 'withdrawn']);
    assert.equal(await offerOf(cleo), 'offered');
    assert.equal((await allOffers(world)).filter((offer) => offer.entryId === ann.entryId).length, 1);
  });

  it('counts when it is cancelled in the calendar, and not when it is too near', async () => {
    const ann = await server.join('ann');
    const { bookingId } = await book('quitter');
    const appointment = world.calendar.appointments.find((one) => one.bookingId === bookingId);
    assert.ok(appointment);
    world.calendar.cancelByHost(appointment.eventId);
    const cancelled = { calendarEventId: appointment.eventId };
    await store.db.transaction((tx) =>
      server.bookings.events.emit(tx, 'calendar.event_cancelled', cancelled),
    );
    await server.settle();
    assert.equal(await offerOf(ann), 'offered');
    await answerOffer(ann, 'decline');

    const near = await book('quitter', { preferredTimes: [other] });
    world.clock.at = new Date('2026-11-23T21:31:00Z');
    await cancel(near);
    assert.deepEqual((await allOffers(world)).length, 1);
    assert.deepEqual(await heldNow(world), []);
  });

  it('is offered for less time when it is near, so that the notice is kept', async () => {
    const ann = await server.join('ann');
    const booked = await book('quitter');
    world.clock.at = new Date('2026-11-23T20:00:00Z');
    await cancel(booked);
    assert.equal((await view(ann)).offer?.expiresAt, '2026-11-23T21:30:00Z');
  });

  it('is not offered when the calendar itself has a person there, and waits for one that cannot be read', async () => {
    const ann = await server.join('ann');
    const booked = await book('quitter');
    world.calendar.breakReading('consultant');
    await server.post(`/api/bookings/${booked.bookingId}/cancel`, {}, booked.manageToken);
    await server.settle();
    assert.deepEqual(await slotStates(), [], 'it is not out of the calendar yet');
    world.calendar.mend('consultant');
    world.calendar.close(freeCall, [start]);
    await server.pass(1);
    assert.deepEqual([await offerOf(ann), await slotStates()], [null, ['offering']]);
    await server.pass(3);
    world.calendar.open({ ...freeCall, starts: [start] });
    await server.pass(2);
    assert.equal(await offerOf(ann), 'offered', 'the calendar was a little behind');
    await answerOffer(ann, 'decline');

    const ben = await server.join('ben');
    const second = await book('quitter', { preferredTimes: [other] });
    world.calendar.close(freeCall, [other]);
    await cancel(second);
    await server.pass(10);
    assert.equal(await offerOf(ben), null);
    assert.deepEqual(await slotStates(), ['over', 'over']);
    assert.deepEqual(await heldNow(world), []);
  });

  it('is over when the calendar takes it for another person at the last moment', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    world.calendar.failNextBookings('slot_taken');
    const answer = await accept(ann);
    assert.equal(await codeOf(answer), 'slot_unavailable');
    assert.deepEqual([(await view(ann)).status, await offerOf(ann)], ['waiting', 'withdrawn']);
    assert.deepEqual([await offerOf(ben), await slotStates()], [null, ['over']]);
    assert.deepEqual(await heldNow(world), []);
  });

  it('with two freed at once asks two people, one each, and never both about one', async () => {
    const people = await Promise.all(['ann', 'ben', 'cleo'].map((name) => server.join(name)));
    const booked = [await book('one'), await book('two', { preferredTimes: [other] })];
    for (const { bookingId, manageToken } of booked) {
      await server.post(`/api/bookings/${bookingId}/cancel`, {}, manageToken);
    }
    // Both are withdrawn, and both look for the next person at the same moment.
    await Promise.all(booked.map(({ bookingId }) => server.withdraw(bookingId)));
    const slots = await store.db.select().from(freedSlots);
    await Promise.all([...slots, ...slots].map((slot) => offerFreedSlot(server.deps, slot.id, never)));
    const offers = await allOffers(world);
    assert.equal(offers.length, 2);
    assert.equal(new Set(offers.map((offer) => offer.entryId)).size, 2);
    assert.equal(new Set(offers.map((offer) => offer.freedSlotId)).size, 2);
    assert.equal((await Promise.all(people.map(offerOf))).filter((status) => status === null).length, 1);
  });

  it('is either accepted or passed on, when the yes and the end come at the same moment', async () => {
    for (const first of ['yes', 'end'] as const) {
      world = await freshOfferWorld(store);
      world.calendar.open({ ...freeCall, starts: [start] });
      server = offerServer(world);
      const ann = await server.join('ann');
      const ben = await server.join('ben');
      await free();
      const [slot] = await store.db.select().from(freedSlots);
      const { offer } = await view(ann);
      assert.ok(slot && offer);
      world.clock.at = new Date(Date.parse(offer.expiresAt) + (first === 'yes' ? -1 : 0));
      const path = `/api/waitlist/${ann.entryId}/offers/${offer.offerId}/accept`;
      const [answer, second] = await Promise.all([
        server.post(path, { primaryConcern: 'Sleep' }, ann.manageToken),
        server.post(path, { primaryConcern: 'Sleep' }, ann.manageToken),
        offerFreedSlot(server.deps, slot.id, never),
        offerFreedSlot(server.deps, slot.id, never),
      ]);
      const statuses = [answer.status, second.status].sort();
      if (first === 'yes') {
        assert.ok(statuses.includes(201), String(statuses));
        assert.deepEqual([await offerOf(ann), await offerOf(ben)], ['accepted', null]);
      } else {
        assert.deepEqual(statuses, [409, 409]);
        assert.deepEqual([await offerOf(ann), await offerOf(ben)], ['timed_out', 'offered']);
      }
      assert.equal(
        world.calendar.appointments.filter((one) => one.status === 'active').length,
        first === 'yes' ? 1 : 0,
      );
      assert.equal((await heldNow(world)).length, 1);
    }
  });

  it('is looked after again by the round when its job is lost', async () => {
    const ann = await server.join('ann');
    const ben = await server.join('ben');
    await free();
    await store.db.execute('delete from manual_queue');
    world.clock.at = new Date(world.clock.at.getTime() + 4 * hourMs + 180_000);
    await maintainWaitlists(server.deps);
    await server.settle();
    assert.deepEqual([await offerOf(ann), await offerOf(ben)], ['timed_out', 'offered']);
  });

  it('is told by staff to a person who asked for a call or a text message, as long as it matters', async () => {
    const ann = await server.join('ann', { contactPreference: 'sms', interestLevel: 5 });
    await server.join('ben');
    await free();
    assert.deepEqual(await world.openTasks(), ['waitlist_tell_person']);
    assert.equal(mailsAbout('ann').length, 1);
    await answerOffer(ann, 'decline');
    assert.deepEqual(await world.openTasks(), []);
  });

  it('is not offered at all when the clinic does not want it', async () => {
    server = offerServer(world, { waitlist: { offerHours: 0 } });
    await server.join('ann');
    await free();
    assert.deepEqual([await allOffers(world), await slotStates()], [[], []]);
  });

  it('is in the staff’s list, with what became of it, and is counted', async () => {
    const ann = await server.join('ann');
    await server.join('ben');
    await free();
    await answerOffer(ann, 'decline');
    const answer = await server.app.request('/api/staff/waitlist?service=alternative_medicine', {
      headers: staffHeader(world.clock),
    });
    const list = staffWaitlist.parse(await answer.json());
    assert.deepEqual(
      list.entries.map(({ name, offers }) => [name, offers.map((one) => [one.status, one.practitionerId])]),
      [
        ['ann', [['declined', 'consultant']]],
        ['ben', [['offered', 'consultant']]],
      ],
    );
    assert.deepEqual([list.conversion.offered, list.conversion.booked], [2, 0]);
    const metrics = createMetrics();
    await waitlistGauge(server.deps, metrics)();
    assert.match(
      await metrics.registry.metrics(),
      /bq_waitlist_offers\{service="alternative_medicine",outcome="declined"\} 1/,
    );
    const csv = await server.app.request('/api/staff/waitlist?service=alternative_medicine&format=csv', {
      headers: staffHeader(world.clock),
    });
    assert.match(await csv.text(), /declined,2026-11-23T22:30:00Z/);
  });

  it('answers what does not hold with what is wrong', async () => {
    const ann = await server.join('ann', { contactPreference: 'email' });
    const zoe = await server.join('zoe', { service: 'gaps_coaching' });
    await free();
    const { offer } = await view(ann);
    const path = (entry: WaitlistJoined, offerId = offer?.offerId) =>
      `/api/waitlist/${entry.entryId}/offers/${offerId}/accept`;
    const good = { primaryConcern: 'Sleep' };
    for (const [where, body, token, status, code] of [
      [path(ann), good, 'wrong', 401, 'unauthorized'],
      [path(ann), good, zoe.manageToken, 401, 'unauthorized'],
      [path(zoe), good, zoe.manageToken, 404, 'not_found'],
      [path(ann, 'nothing'), good, ann.manageToken, 404, 'not_found'],
      [path(ann, crypto.randomUUID()), good, ann.manageToken, 404, 'not_found'],
      [path(ann), {}, ann.manageToken, 422, 'invalid_request'],
      [path(ann), { primaryConcern: 7 }, ann.manageToken, 422, 'invalid_request'],
      [path(ann), { ...good, phone: 'hello' }, ann.manageToken, 422, 'invalid_request'],
      [path(ann), { ...good, timeZone: 'Mars/Base' }, ann.manageToken, 422, 'invalid_request'],
      [path(ann).replace('accept', 'decline'), {}, 'wrong', 401, 'unauthorized'],
      [path(zoe).replace('accept', 'decline'), {}, zoe.manageToken, 404, 'not_found'],
    ] as const) {
      const answer = await server.post(where, body, token);
      assert.deepEqual(
        [answer.status, await codeOf(answer)],
        [status, code],
        `${where} ${JSON.stringify(body)}`,
      );
    }
    assert.equal(await offerOf(ann), 'offered', 'none of it has changed anything');
  });

  it('asks a person who left no number for one, and keeps it', async () => {
    const request = { phone: undefined } as unknown as Partial<WaitlistJoin>;
    const ann = await server.join('ann', request);
    await free();
    assert.deepEqual((await view(ann)).offer?.asks, ['phone', 'primaryConcern']);
    const missing = await answerOffer(ann, 'accept', { primaryConcern: 'Sleep' });
    assert.deepEqual(
      problem.parse(await missing.json()).fields?.map((field) => field.path),
      ['phone'],
    );
    const given = await answerOffer(ann, 'accept', { primaryConcern: 'Sleep', phone: '0491 570 157' });
    assert.equal(given.status, 201);
    assert.equal((await view(ann)).hasPhone, true);
  });
});
