import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Detail } from '../http/refusal.ts';
import type { EventType, Model, ScheduledEvent } from '../model.ts';
import { freeStarts, groupEventAt, seatsAt } from './availability.ts';
import { locationFrom } from './booking-request.ts';
import { scheduleOf } from './schedules.ts';

const now = new Date('2026-11-20T00:00:00Z');
const monday = new Date('2026-11-22T22:00:00Z');

/** Kinds of event type that the clinic's own do not have. */
function eventType(changes: Partial<EventType>): EventType {
  return {
    id: 'type',
    userId: 'user',
    name: 'Type',
    slug: 'type',
    active: true,
    durationMinutes: 30,
    incrementMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    inviteeLimit: 1,
    poolingType: null,
    locations: [{ kind: 'zoom_conference' }],
    questions: [],
    position: 0,
    createdAt: now,
    ...changes,
  };
}

function modelOf(type: EventType): Model {
  const schedule = { ...scheduleOf('any-practitioner', 'Australia/Melbourne'), otherEventsPercent: 0 };
  const user = {
    id: 'user',
    practitionerId: 'any-practitioner',
    name: 'U',
    email: 'u@example.com',
    slug: 'u',
    timeZone: 'UTC',
    owner: true,
    schedule,
  };
  return {
    organizationId: 'organization',
    users: new Map([['user', user]]),
    eventTypes: new Map([[type.id, type]]),
    events: new Map(),
    invitees: new Map(),
    subscriptions: new Map(),
    connected: () => [],
  };
}

function eventAt(type: EventType, start: Date): ScheduledEvent {
  return {
    id: `event-${start.toISOString()}`,
    eventTypeId: type.id,
    userId: type.userId,
    name: type.name,
    start,
    end: new Date(start.getTime() + type.durationMinutes * 60_000),
    bufferBeforeMinutes: type.bufferBeforeMinutes,
    bufferAfterMinutes: type.bufferAfterMinutes,
    inviteeLimit: type.inviteeLimit,
    guests: [],
    location: null,
    linkReadyAt: start,
    copy: null,
    cancellation: null,
    createdAt: now,
    updatedAt: now,
  };
}

describe('event types of other kinds', () => {
  it('keeps the buffers on both sides of a booking', () => {
    const type = eventType({ bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
    const model = modelOf(type);
    const event = eventAt(type, new Date('2026-11-22T23:00:00Z'));
    model.events.set(event.id, event);
    const day = freeStarts(model, type, now, monday, new Date('2026-11-23T06:00:00Z'));
    const clocks = day.map(({ start }) => start.toISOString().slice(11, 16));
    assert.deepEqual(clocks.slice(0, 2), ['22:00', '00:00']);
  });

  it('leaves the seats of a group on offer until they are taken', () => {
    const type = eventType({ inviteeLimit: 2 });
    const model = modelOf(type);
    assert.equal(seatsAt(model, type, now, monday), 2);
    const event = eventAt(type, monday);
    model.events.set(event.id, event);
    assert.equal(groupEventAt(model, type, monday)?.id, event.id);
    assert.equal(seatsAt(model, type, now, monday), 2);
    const invitee = {
      eventId: event.id,
      name: 'A',
      email: 'a@example.com',
      timeZone: 'UTC',
      textReminderNumber: null,
      answers: [],
      tracking: {
        utm_campaign: null,
        utm_source: null,
        utm_medium: null,
        utm_content: null,
        utm_term: null,
        salesforce_uuid: null,
      },
      cancellation: null,
      noShow: null,
      askedForTime: false,
      replacedBy: null,
      replaces: null,
      createdAt: now,
      updatedAt: now,
    };
    model.invitees.set('one', { ...invitee, id: 'one' });
    assert.equal(seatsAt(model, type, now, monday), 1);
    model.invitees.set('two', { ...invitee, id: 'two' });
    assert.equal(seatsAt(model, type, now, monday), 0);
  });

  it('offers nothing of an inactive type', () => {
    const type = eventType({ active: false });
    assert.deepEqual(freeStarts(modelOf(type), type, now, monday, new Date('2026-11-29T00:00:00Z')), []);
  });

  const located = (value: unknown, changes: Partial<EventType>) => {
    const faults: Detail[] = [];
    return { chosen: locationFrom(value, eventType(changes), faults), faults };
  };

  it('refuses a location for round robin', () => {
    const { faults } = located({ kind: 'zoom_conference' }, { poolingType: 'round_robin' });
    assert.equal(faults[0]?.parameter, 'location');
    assert.deepEqual(located(undefined, { poolingType: 'round_robin' }).faults, []);
  });

  it('needs the configured address of a physical place', () => {
    const locations: EventType['locations'] = [{ kind: 'physical', location: '1 Example Road' }];
    assert.equal(located({ kind: 'physical' }, { locations }).faults[0]?.parameter, 'location.location');
    assert.equal(located({ kind: 'physical', location: 'My home' }, { locations }).faults.length, 1);
    const good = located({ kind: 'physical', location: '1 Example Road' }, { locations });
    assert.deepEqual(good, { chosen: { kind: 'physical', location: '1 Example Road' }, faults: [] });
  });

  it('needs a choice where there are two places', () => {
    const locations: EventType['locations'] = [{ kind: 'zoom_conference' }, { kind: 'ask_invitee' }];
    assert.equal(located(undefined, { locations }).faults[0]?.parameter, 'location');
    assert.equal(located({ kind: 'ask_invitee', location: 'Here' }, { locations }).chosen?.location, 'Here');
  });
});
