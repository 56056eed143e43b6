import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { combinedCalendar, practitionerAvailability } from '@botaniqal/shared/contracts/availability.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { Problem } from '../../platform/problem.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { BusyTime, PractitionerVisit } from '../../ports/calendar.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { InMemoryMailboxes } from '../../testing/vendors/microsoft.ts';
import { Availability } from './availability.ts';
import { calendarVersionsInMemory } from './reading/calendar-versions.ts';
import type { ClinicCalendar } from './showing/clinic-calendar.ts';

const clinic: ClinicCalendar = {
  clinic: { timeZone: 'Australia/Melbourne' },
  booking: { minimumNoticeMinutes: 60, horizonDays: 120 },
  calendars: { freshSeconds: 30 },
  practitioners: [
    { id: 'consultant', name: 'Consultant', type: 'consultant', location: 'telehealth' },
    { id: 'dr_dia', name: 'Dr Dia', type: 'doctor', location: 'telehealth' },
    { id: 'nurse', name: 'Nurse', type: 'nurse', location: 'both' },
  ],
  services: [
    {
      id: 'alternative_medicine',
      name: 'Alternative medicine',
      status: 'open',
      visits: [
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 15,
          bookable: 'phone',
          price: { amountCents: 11900 },
          eventTypes: { dr_dia: 'dia-initial' },
        },
        {
          kind: 'followup',
          name: 'Follow-up',
          durationMinutes: 15,
          bookable: 'online',
          price: { amountCents: 7900 },
          eventTypes: { nurse: 'nurse-followup', dr_dia: 'dia-followup' },
        },
      ],
    },
    {
      id: 'weight_loss',
      name: 'Weight loss',
      status: 'open',
      visits: [
        {
          kind: 'initial',
          name: 'First',
          durationMinutes: 15,
          bookable: 'online',
          price: null,
          eventTypes: {},
        },
      ],
    },
    {
      id: 'counseling',
      name: 'Counselling',
      status: 'waitlist',
      visits: [
        {
          kind: 'consultation',
          name: 'Free first call',
          durationMinutes: 15,
          bookable: 'online',
          price: { amountCents: 0 },
          eventTypes: { consultant: 'free' },
        },
      ],
    },
  ],
};

const query = {
  service: 'alternative_medicine',
  visit: 'followup',
  from: '2026-11-23',
  to: '2026-12-22',
  timeZone: 'Australia/Melbourne',
} as const;

const followupWith = (practitionerId: string): PractitionerVisit => ({
  practitionerId,
  service: 'alternative_medicine',
  visit: 'followup',
});

let now: Date;
let calendar: InMemoryCalendar;
let held: BusyTime[];
let elsewhere: BusyTime[];
let mailboxes: InMemoryMailboxes;
let availability: Availability;

const pass = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
/** Lets readings finish that no code awaits. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const slotsOf = async (changes: Partial<Parameters<Availability['combined']>[0]> = {}) =>
  (await availability.combined({ ...query, ...changes })).days.flatMap((day) => day.slots);

beforeEach(() => {
  now = new Date('2026-11-22T22:00:00Z');
  calendar = new InMemoryCalendar();
  held = [];
  elsewhere = [];
  mailboxes = new InMemoryMailboxes(['dr_dia']);
  calendar.open({
    ...followupWith('dr_dia'),
    starts: ['2026-11-24T00:00:00Z', '2026-11-24T12:45:00Z', '2026-11-24T13:00:00Z'],
  });
  calendar.open({
    ...followupWith('nurse'),
    starts: ['2026-11-24T00:00:00Z', '2026-12-05T03:00:00Z'],
  });
  calendar.open({ ...followupWith('dr_dia'), visit: 'initial', starts: ['2026-11-25T00:00:00Z'] });
  availability = new Availability({
    clinic,
    calendar,
    busy: [{ between: async () => held }, { between: async () => elsewhere }],
    mailboxes,
    versions: calendarVersionsInMemory(),
    clock: { now: () => now },
    patienceMs: 30,
  });
});

describe('the combined calendar', () => {
  it('shows who is free when, on days of the asked zone, as the contract says', async () => {
    const answer = combinedCalendar.parse(await availability.combined(query));
    assert.deepEqual(answer.practitioners, [
      {
        id: 'dr_dia',
        name: 'Dr Dia',
        status: 'live',
        asOf: '2026-11-22T22:00:00Z',
        nextAvailable: '2026-11-24T00:00:00Z',
      },
      {
        id: 'nurse',
        name: 'Nurse',
        status: 'live',
        asOf: '2026-11-22T22:00:00Z',
        nextAvailable: '2026-11-24T00:00:00Z',
      },
    ]);
    assert.deepEqual(
      answer.days.map((day) => [
        day.date,
        day.slots.map((slot) => [slot.start, slot.practitionerIds.join()]),
      ]),
      [
        [
          '2026-11-24',
          [
            ['2026-11-24T00:00:00Z', 'dr_dia,nurse'],
            ['2026-11-24T12:45:00Z', 'dr_dia'],
          ],
        ],
        ['2026-11-25', [['2026-11-24T13:00:00Z', 'dr_dia']]],
        ['2026-12-05', [['2026-12-05T03:00:00Z', 'nurse']]],
      ],
    );
    const inPerth = await availability.combined({ ...query, timeZone: 'Australia/Perth' });
    assert.deepEqual(
      inPerth.days.map((day) => day.date),
      ['2026-11-24', '2026-12-05'],
    );
  });

  it('keeps to the asked days and to the asked practitioner', async () => {
    assert.deepEqual(await slotsOf({ to: '2026-11-24', practitioner: 'nurse' }), [
      { start: '2026-11-24T00:00:00Z', durationMinutes: 15, practitionerIds: ['nurse'] },
    ]);
  });

  it('has no times in the past or beyond the horizon, and asks no calendar about them', async () => {
    assert.deepEqual(await slotsOf({ from: '2026-10-01', to: '2026-11-22' }), []);
    assert.deepEqual(await slotsOf({ from: '9999-12-01', to: '9999-12-31' }), []);
    assert.equal(calendar.reads.length, 0);
  });

  it('costs practitioners × windows however many ask at once, and neighbours find it read', async () => {
    const days = (to: string) => availability.combined({ ...query, to });
    await Promise.all(Array.from({ length: 200 }, () => days('2027-01-23')));
    assert.equal(calendar.reads.length, 2 * 2);
    await days('2026-12-01');
    await availability.combined({ ...query, timeZone: 'Australia/Perth' });
    assert.equal(calendar.reads.length, 2 * 2);
    for (const { from, to } of calendar.reads) assert.ok(to.getTime() - from.getTime() <= 31 * dayMs);
  });

  it('hides what is held or booked in our own store', async () => {
    held = [
      {
        practitionerId: 'dr_dia',
        start: new Date('2026-11-24T00:10:00Z'),
        end: new Date('2026-11-24T00:25:00Z'),
      },
    ];
    assert.deepEqual((await slotsOf())[0]?.practitionerIds, ['nurse']);
  });

  it('hides what any other source says is busy', async () => {
    elsewhere = [
      {
        practitionerId: 'nurse',
        start: new Date('2026-11-23T23:00:00Z'),
        end: new Date('2026-11-24T01:00:00Z'),
      },
    ];
    assert.deepEqual((await slotsOf())[0]?.practitionerIds, ['dr_dia']);
  });

  it('answers for visits that are booked by phone: the consultant looks at the same calendar', async () => {
    const answer = await availability.combined({ ...query, visit: 'initial' });
    assert.ok(answer.practitioners.length > 0);
  });

  it('refuses visits that cannot be booked, each for its reason', async () => {
    const refusals = [
      [{ service: 'weight_loss', visit: 'initial' }, 'not_bookable_online'],
      [{ service: 'counseling', visit: 'consultation' }, 'service_not_open'],
      [{ service: 'weight_loss', visit: 'followup' }, 'invalid_request'],
      [{ service: 'gaps_coaching' }, 'invalid_request'],
      [{ practitioner: 'consultant' }, 'invalid_request'],
    ] as const;
    for (const [changes, code] of refusals) {
      await assert.rejects(
        availability.combined({ ...query, ...changes }),
        (error) => error instanceof Problem && error.code === code,
      );
    }
  });
});

describe('when a calendar is old, slow or broken', () => {
  const statusOf = async (id: string) =>
    (await availability.combined(query)).practitioners.find((one) => one.id === id)?.status;

  it('shows old times at once with their age, and reads them again once meanwhile', async () => {
    await availability.combined(query);
    pass(31_000);
    const release = calendar.holdReads();
    const old = await availability.combined(query);
    assert.deepEqual(
      old.practitioners.map((one) => [one.status, one.asOf]),
      [
        ['stale', '2026-11-22T22:00:00Z'],
        ['stale', '2026-11-22T22:00:00Z'],
      ],
    );
    assert.equal(old.days.length, 3);
    await availability.combined(query);
    assert.equal(calendar.reads.length, 4);
    release();
    await settle();
    assert.equal(await statusOf('nurse'), 'live');
  });

  it('marks the broken one and never blanks the others', async () => {
    calendar.breakReading('dr_dia');
    const answer = await availability.combined(query);
    assert.deepEqual(
      answer.practitioners.map((one) => [one.id, one.status, one.asOf === null]),
      [
        ['dr_dia', 'unavailable', true],
        ['nurse', 'live', false],
      ],
    );
    assert.deepEqual(
      answer.days.map((day) => day.date),
      ['2026-11-24', '2026-12-05'],
    );
  });

  it('keeps showing old times of a broken one for half an hour, then none', async () => {
    await availability.combined(query);
    calendar.breakReading('dr_dia');
    pass(29 * 60_000);
    assert.equal(await statusOf('dr_dia'), 'stale');
    await settle();
    pass(60_000);
    assert.equal(await statusOf('dr_dia'), 'unavailable');
    calendar.mend('dr_dia');
    pass(5000);
    assert.equal(await statusOf('dr_dia'), 'live');
  });

  it('does not hold the answer for a slow one, and has its times once they come', async () => {
    const release = calendar.holdReads();
    assert.equal(await statusOf('dr_dia'), 'unavailable');
    release();
    await settle();
    assert.equal(await statusOf('dr_dia'), 'live');
    assert.equal(calendar.reads.length, 2);
  });

  it('leaves a limited calendar alone for as long as it asks', async () => {
    calendar.breakReading('dr_dia', new UpstreamError('calendly', 'rate_limited', { retryAfterSeconds: 20 }));
    await availability.combined(query);
    const asked = () => calendar.reads.filter((one) => one.practitionerId === 'dr_dia').length;
    pass(19_000);
    await availability.combined(query);
    assert.equal(asked(), 1);
    calendar.mend('dr_dia');
    pass(1000);
    assert.equal(await statusOf('dr_dia'), 'live');
    assert.equal(asked(), 2);
  });
});

describe('when a calendar has changed', () => {
  it('reads that practitioner again before showing times, and no one else', async () => {
    await availability.combined(query);
    calendar.close(followupWith('dr_dia'), ['2026-11-24T00:00:00Z']);
    assert.deepEqual((await slotsOf())[0]?.practitionerIds, ['dr_dia', 'nurse']);
    await availability.calendarChanged('dr_dia');
    assert.deepEqual((await slotsOf())[0]?.practitionerIds, ['nurse']);
    assert.deepEqual(
      calendar.reads.slice(2).map((one) => one.practitionerId),
      ['dr_dia'],
    );
  });

  it('does not believe a reading that began before the change', async () => {
    const release = calendar.holdReads();
    const early = availability.combined(query);
    await settle();
    await availability.calendarChanged('dr_dia');
    const late = availability.combined(query);
    await settle();
    release();
    await Promise.all([early, late]);
    assert.equal(calendar.reads.filter((one) => one.practitionerId === 'dr_dia').length, 2);
    assert.equal(calendar.reads.filter((one) => one.practitionerId === 'nurse').length, 1);
  });

  it('shows the times from before, marked, when they cannot be read again', async () => {
    await availability.combined(query);
    calendar.breakReading('dr_dia');
    await availability.calendarChanged('dr_dia');
    const answer = await availability.combined(query);
    assert.deepEqual(
      answer.practitioners.map((one) => one.status),
      ['stale', 'live'],
    );
    assert.deepEqual(answer.days[0]?.slots[0]?.practitionerIds, ['dr_dia', 'nurse']);
  });
});

describe("what a practitioner's mailbox says", () => {
  const statusOf = async () =>
    (await availability.combined(query)).practitioners.map(({ id, status }) => `${id} ${status}`);
  const startsOfDia = async () => (await slotsOf({ practitioner: 'dr_dia' })).map(({ start }) => start);
  const all = ['2026-11-24T00:00:00Z', '2026-11-24T12:45:00Z', '2026-11-24T13:00:00Z'];

  it('hides each time whose visit overlaps a busy event, and no other practitioner', async () => {
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:10:00Z', end: '2026-11-24T01:00:00Z' });
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T13:00:00Z', end: '2026-11-24T13:05:00Z' });
    assert.deepEqual(await startsOfDia(), ['2026-11-24T12:45:00Z']);
    const slots = await slotsOf();
    assert.deepEqual(slots[0], {
      start: '2026-11-24T00:00:00Z',
      durationMinutes: 15,
      practitionerIds: ['nurse'],
    });
    assert.deepEqual(await statusOf(), ['dr_dia live', 'nurse live']);
  });

  it('hides nothing for an event that is shown as free', async () => {
    mailboxes.addEvent('dr_dia', {
      start: '2026-11-24T00:00:00Z',
      end: '2026-11-24T14:00:00Z',
      busy: false,
    });
    assert.deepEqual(await startsOfDia(), all);
  });

  it('is read once for all who ask, and only for practitioners who have a mailbox', async () => {
    await Promise.all([slotsOf(), slotsOf(), slotsOf({ from: '2026-11-24' })]);
    assert.deepEqual(
      mailboxes.reads.map((read) => read.split(' ')[0]),
      ['dr_dia'],
    );
  });

  it('is read again after a notification, and the calendar is not', async () => {
    assert.deepEqual(await startsOfDia(), all);
    const reads = calendar.reads.length;
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:00:00Z', end: '2026-11-24T00:15:00Z' });
    assert.deepEqual(await startsOfDia(), all);
    await availability.mailboxChanged('dr_dia');
    assert.deepEqual(await startsOfDia(), all.slice(1));
    assert.equal(calendar.reads.length, reads);
  });

  it('is read again after freshSeconds, without a notification', async () => {
    assert.deepEqual(await startsOfDia(), all);
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:00:00Z', end: '2026-11-24T00:15:00Z' });
    pass(30_000);
    await startsOfDia();
    await settle();
    assert.deepEqual(await startsOfDia(), all.slice(1));
    assert.deepEqual(await statusOf(), ['dr_dia live', 'nurse live']);
  });

  it('blanks no times when it cannot be read, and the page is told that they may not be current', async () => {
    mailboxes.away.add('dr_dia');
    assert.deepEqual(await startsOfDia(), all);
    assert.deepEqual(await statusOf(), ['dr_dia stale', 'nurse live']);
    mailboxes.away.clear();
    pass(1000);
    await startsOfDia();
    await settle();
    assert.deepEqual(await statusOf(), ['dr_dia live', 'nurse live']);
  });

  it('still hides what was busy when it was last read', async () => {
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:00:00Z', end: '2026-11-24T00:15:00Z' });
    assert.deepEqual(await startsOfDia(), all.slice(1));
    mailboxes.away.add('dr_dia');
    pass(60_000);
    await startsOfDia();
    await settle();
    assert.deepEqual(await startsOfDia(), all.slice(1));
    assert.deepEqual(await statusOf(), ['dr_dia stale', 'nurse live']);
  });
});

describe("practitioners' availability on a day", () => {
  it('answers as the contract says, with the next time even when it is on another day', async () => {
    const answer = practitionerAvailability.parse(
      await availability.ofPractitioners({
        service: 'alternative_medicine',
        date: '2026-11-25',
        visit: 'followup',
      }),
    );
    assert.deepEqual(answer.practitioners, [
      {
        id: 'dr_dia',
        name: 'Dr Dia',
        type: 'doctor',
        location: 'telehealth',
        nextAvailable: '2026-11-24T13:00:00Z',
        availableSlots: [{ time: '2026-11-24T13:00:00Z', duration: 15 }],
      },
      {
        id: 'nurse',
        name: 'Nurse',
        type: 'nurse',
        location: 'both',
        nextAvailable: '2026-12-05T03:00:00Z',
        availableSlots: [],
      },
    ]);
    assert.equal(calendar.reads.length, 2);
  });

  it('means the first paid visit that can be had when none is named, also by phone', async () => {
    const answer = await availability.ofPractitioners({
      service: 'alternative_medicine',
      date: '2026-11-25',
    });
    assert.deepEqual(
      answer.practitioners.map((one) => [one.id, one.availableSlots.length]),
      [['dr_dia', 1]],
    );
  });

  it('has nothing to offer on a day that is over', async () => {
    const answer = await availability.ofPractitioners({
      service: 'alternative_medicine',
      date: '2020-01-01',
    });
    assert.deepEqual(answer.practitioners[0]?.availableSlots, []);
  });
});

describe('what bookings ask', () => {
  const visit = { service: 'alternative_medicine', visit: 'followup' } as const;

  it('finds the nearest free times, without the lost one, in order', async () => {
    const nearest = await availability.nearestFree({
      ...visit,
      around: new Date('2026-11-24T12:45:00Z'),
      count: 2,
      except: [new Date('2026-11-24T12:45:00Z')],
    });
    assert.deepEqual(
      nearest.map((one) => [one.start.toISOString(), one.practitionerIds.join()]),
      [
        ['2026-11-24T00:00:00.000Z', 'dr_dia,nurse'],
        ['2026-11-24T13:00:00.000Z', 'dr_dia'],
      ],
    );
  });
});

describe('ready answers', () => {
  it('are made once for all who ask, and again after a change or two seconds', async () => {
    let made = 0;
    const make = async () => {
      made += 1;
      return { made };
    };
    const [first, second] = await Promise.all([
      availability.answers.get('k', make),
      availability.answers.get('k', make),
    ]);
    assert.equal(made, 1);
    assert.equal(first.etag, second?.etag);
    assert.equal(new TextDecoder().decode(first.in('identity').bytes), '{"made":1}');
    assert.equal(availability.answers.peek('k')?.etag, first.etag);
    availability.occupiedChanged();
    assert.equal(availability.answers.peek('k'), undefined);
    assert.notEqual((await availability.answers.get('k', make)).etag, first.etag);
    pass(2000);
    await availability.answers.get('k', make);
    assert.equal(made, 3);
  });
});
