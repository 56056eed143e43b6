import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { combinedCalendar, practitionerAvailability } from '@botaniqal/shared/contracts/availability.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { type App, createApp } from '../../platform/http/app.ts';
import { defaultRateLimits } from '../../platform/http/requests/rate-limit.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { Availability } from './availability.ts';
import { calendarVersionsInMemory } from './reading/calendar-versions.ts';
import { availabilityRoutes } from './routes.ts';

const clock = { now: () => new Date('2026-11-22T22:00:00Z') };
let calendar: InMemoryCalendar;
let app: App;

beforeEach(() => {
  calendar = new InMemoryCalendar();
  calendar.open({
    practitionerId: 'dr_dia',
    service: 'gaps_coaching',
    visit: 'followup',
    starts: ['2026-11-24T00:00:00Z'],
  });
  const availability = new Availability({
    clinic: {
      clinic: { timeZone: 'Australia/Melbourne' },
      booking: { minimumNoticeMinutes: 60, horizonDays: 120 },
      calendars: { freshSeconds: 30 },
      practitioners: [{ id: 'dr_dia', name: 'Dr Dia', type: 'doctor', location: 'telehealth' }],
      services: [
        {
          id: 'gaps_coaching',
          name: 'GAPS coaching',
          status: 'open',
          visits: [
            {
              kind: 'followup',
              name: 'Follow-up',
              durationMinutes: 15,
              bookable: 'online',
              price: { amountCents: 7900 },
              eventTypes: { dr_dia: 'type' },
            },
          ],
        },
      ],
    },
    calendar,
    busy: [],
    versions: calendarVersionsInMemory(),
    clock,
  });
  app = createApp({
    routes: availabilityRoutes(availability),
    log: silentLog,
    metrics: createMetrics(),
    clock,
    sites: [],
    publicUrl: 'http://localhost',
    trustedProxies: [],
    rateLimits: defaultRateLimits,
    idempotently: (_c, _body, run) => run(null),
  });
});

const path = (changes: Record<string, string | undefined> = {}): string => {
  const query = {
    service: 'gaps_coaching',
    visit: 'followup',
    from: '2026-11-23',
    to: '2026-12-23',
    timeZone: 'Australia/Melbourne',
    ...changes,
  };
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return `/api/calendars/combined?${new URLSearchParams(Object.fromEntries(given))}`;
};

describe('asking for the combined calendar over HTTP', () => {
  it('answers as the contract says, with a tag, and 304 to whom has it', async () => {
    const first = await app.request(path());
    assert.equal(first.status, 200);
    assert.match(first.headers.get('content-type') ?? '', /^application\/json/);
    const answer = combinedCalendar.parse(await first.json());
    assert.equal(answer.days[0]?.slots[0]?.start, '2026-11-24T00:00:00Z');
    const etag = first.headers.get('etag');
    assert.ok(etag);
    for (const known of [etag, `"other", ${etag}`, '*']) {
      const again = await app.request(path(), { headers: { 'if-none-match': known } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('etag'), etag);
    }
    const other = await app.request(path(), { headers: { 'if-none-match': '"something else"' } });
    assert.deepEqual(await other.json(), answer);
    assert.equal(calendar.reads.length, 1);
  });

  for (const [reported, used] of [
    ['+00:00', 'UTC'],
    ['GMT', 'UTC'],
    ['EST', 'America/Panama'],
    ['NZ', 'Pacific/Auckland'],
    ['Japan', 'Asia/Tokyo'],
    ['+10:00', 'Etc/GMT-10'],
  ] as const) {
    it(`takes ${reported}, as browsers report it, and answers with the zone's name`, async () => {
      const response = await app.request(path({ timeZone: reported }));
      assert.equal(response.status, 200);
      assert.equal(combinedCalendar.parse(await response.json()).timeZone, used);
    });
  }

  const mistakes: [string, Record<string, string | undefined>, string][] = [
    ['a missing service', { service: undefined }, 'service'],
    ['an unknown service', { service: 'surgery' }, 'service'],
    ['an unknown visit', { visit: 'party' }, 'visit'],
    ['a visit that the service does not have', { visit: 'initial' }, 'visit'],
    ['a day that does not exist', { from: '2026-02-30' }, 'from'],
    ['days in the wrong order', { to: '2026-11-22' }, 'to'],
    ['more than 62 days', { to: '2027-01-24' }, 'to'],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a practitioner who does not offer it', { practitioner: 'nurse' }, 'practitioner'],
  ];
  for (const [what, changes, field] of mistakes) {
    it(`refuses ${what}, and names the field`, async () => {
      const answer = await app.request(path(changes));
      assert.equal(answer.status, 400);
      const refusal = problem.parse(await answer.json());
      assert.equal(refusal.code, 'invalid_request');
      assert.deepEqual(
        refusal.fields?.map((one) => one.path),
        [field],
      );
    });
  }

  it('takes the longest span, and the far ends of the calendar', async () => {
    for (const changes of [
      { to: '2027-01-23' },
      { from: '0001-01-01', to: '0001-01-02' },
      { from: '9999-12-30', to: '9999-12-31' },
    ]) {
      assert.equal((await app.request(path(changes))).status, 200);
    }
  });
});

describe("asking for practitioners' availability over HTTP", () => {
  it('answers as the contract says, with a tag', async () => {
    const address = '/api/practitioners/availability?service=gaps_coaching&date=2026-11-24';
    const answer = await app.request(address);
    const { practitioners } = practitionerAvailability.parse(await answer.json());
    assert.deepEqual(practitioners[0]?.availableSlots, [{ time: '2026-11-24T00:00:00Z', duration: 15 }]);
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    assert.equal((await app.request(address, { headers })).status, 304);
  });
});
