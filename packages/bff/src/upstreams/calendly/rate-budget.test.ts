import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { SchedulingRequest } from '../../ports/calendar.ts';
import { type StubServer, sendJson, startStubServer } from '../../testing/stub-server.ts';
import { createCalendly } from './calendly.ts';

const servers: StubServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const visit = { practitionerId: 'dr_dia', service: 'alternative_medicine', visit: 'followup' } as const;
const event = 'https://api.calendly.com/scheduled_events/EVT';

/** A Calendly that allows ten bookings and ten requests a minute, counted apart, to all its callers together. */
async function tenAMinute() {
  const clock = { at: new Date('2026-11-20T00:00:00Z'), now: () => clock.at };
  const used = { bookings: 0, requests: 0 };
  const server = await startStubServer((response, { method, url }) => {
    const booking = method === 'POST' && url.pathname === '/invitees';
    const counted = booking ? 'bookings' : 'requests';
    // The details of an event type are read once, before the first booking.
    if (booking || url.pathname.includes('available')) used[counted] += 1;
    const headers = {
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': String(Math.max(0, 10 - used[counted])),
      'X-RateLimit-Reset': '40',
    };
    if (used[counted] > 10) return sendJson(response, { title: 'Too many', message: '' }, 429, headers);
    if (booking) {
      const resource = { uri: `${event}/invitees/INV`, event, status: 'active', tracking: null };
      return sendJson(response, { resource }, 201, headers);
    }
    if (url.pathname.includes('available')) return sendJson(response, { collection: [] }, 200, headers);
    const resource = {
      uri: 'https://api.calendly.com/event_types/TYPE',
      locations: [],
      custom_questions: [],
    };
    return sendJson(response, { resource: { ...resource, pooling_type: null, kind: 'solo' } }, 200, headers);
  });
  servers.push(server);
  const connect = () =>
    createCalendly(
      {
        baseUrl: server.url,
        apiKey: 'clinic-key',
        practitionerKeys: {},
        eventTypes: [{ ...visit, eventType: 'TYPE' }],
        webhookSigningKey: 'secret',
        bookingLimits: { perMinute: 10, perHour: 50, perDay: 100 },
      },
      { clock, random: () => 0 },
    );
  return { clock, connect };
}

const request = (more: Partial<SchedulingRequest> = {}): SchedulingRequest => ({
  ...visit,
  bookingId: crypto.randomUUID(),
  start: new Date('2026-11-24T22:00:00Z'),
  invitee: { name: 'Alex', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
  answers: [],
  linkLater: true,
  ...more,
});

describe("the last fifth of Calendly's limits", () => {
  it('is left to bookings that are paid, also when another server used the rest', async () => {
    const { connect } = await tenAMinute();
    const [one, other] = [connect(), connect()];
    const free = request({ leaveReserve: true });
    for (let times = 0; times < 4; times += 1) {
      assert.equal((await one.scheduler.book(free)).kind, 'booked');
      assert.equal((await other.scheduler.book(free)).kind, 'booked');
    }
    assert.deepEqual(await other.scheduler.book(free), { kind: 'limited', retryAfterSeconds: 40 });
    assert.equal((await one.scheduler.book(request())).kind, 'booked');
    assert.equal((await other.scheduler.book(request())).kind, 'booked');
    assert.equal((await one.scheduler.book(request())).kind, 'limited');
  });

  it('goes to every booking again after the window', async () => {
    const { clock, connect } = await tenAMinute();
    const { scheduler } = connect();
    for (let times = 0; times < 8; times += 1) await scheduler.book(request());
    assert.equal((await scheduler.book(request({ leaveReserve: true }))).kind, 'limited');
    clock.at = new Date('2026-11-20T00:00:41Z');
    assert.equal((await scheduler.book(request({ leaveReserve: true }))).kind, 'booked');
  });

  it('is not used up by pages that show free times; a booking may still look', async () => {
    const { connect } = await tenAMinute();
    const { offeredStarts } = connect();
    const window = { from: new Date('2026-11-24T00:00:00Z'), to: new Date('2026-11-25T00:00:00Z') };
    for (let times = 0; times < 8; times += 1) await offeredStarts.offeredStarts({ ...visit, ...window });
    await assert.rejects(
      offeredStarts.offeredStarts({ ...visit, ...window }),
      (error) => error instanceof UpstreamError && error.reason === 'rate_limited',
    );
    assert.deepEqual(await offeredStarts.offeredStarts({ ...visit, ...window, forBooking: true }), []);
  });
});
