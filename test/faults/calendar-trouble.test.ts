import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import type { FaultRequest } from '../support/sandbox-control.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/** Dr Dia's event type for the follow-up, from clinic.yaml. */
const drDia = '07f8beb5-e743-5c97-b728-196724df6415';

const week = { service: 'alternative_medicine', visit: 'followup', from: '2026-12-07', to: '2026-12-13' };

describe('when one calendar cannot be read', () => {
  const troubles: { name: string; fault: Pick<FaultRequest, 'kind' | 'value'> }[] = [
    { name: 'answers too slowly', fault: { kind: 'latency', value: 60_000 } },
    { name: 'has had enough, and says until when', fault: { kind: 'rate_limit', value: 30 } },
    { name: 'has had enough, and does not say until when', fault: { kind: 'rate_limit', value: null } },
    { name: 'fails', fault: { kind: 'status', value: 500 } },
    { name: 'does not answer at all', fault: { kind: 'drop' } },
  ];

  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(async () => {
    await stack.sandbox.clearFaults();
    // Nothing that was read before may be shown, nor may anybody still be left alone after failures.
    await stack.advance(26 * 3_600_000);
  });
  after(() => stack?.stop());

  for (const { name, fault } of troubles) {
    it(`marks the practitioner whose calendar ${name}, and keeps the others bookable`, async () => {
      await stack.sandbox.fault({
        service: 'calendly',
        route: 'GET /event_type_available_times',
        match: drDia,
        ...fault,
      });
      const calendar = (await stack.api.calendar({ ...week, timeZone: 'Australia/Melbourne' })).ok();
      assert.deepEqual(statuses(calendar), { dr_dia: 'unavailable', dr_shivani: 'live', nurse: 'live' });
      assert.equal(calendar.practitioners.find(({ id }) => id === 'dr_dia')?.asOf, null);
      assert.deepEqual([...whoIsFree(calendar)].sort(), ['dr_shivani', 'nurse']);
    });
  }
});

describe('when a calendar that was read before stops answering', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  it('shows the old times with their age, and the newest ones once the calendar is back', async () => {
    const query = { ...week, timeZone: 'Australia/Melbourne' };
    const fresh = (await stack.api.calendar(query)).ok();
    assert.deepEqual(statuses(fresh), { dr_dia: 'live', dr_shivani: 'live', nurse: 'live' });
    const readAt = asOf(fresh, 'dr_dia');

    await stack.sandbox.fault({
      service: 'calendly',
      route: 'GET /event_type_available_times',
      match: drDia,
      kind: 'status',
      value: 500,
    });
    await stack.advance(3 * 60_000);
    // The first question after the fresh limit may start the reading; the second one sees that it failed.
    await stack.api.calendar(query);
    const old = (await stack.api.calendar(query)).ok();
    assert.equal(statuses(old).dr_dia, 'stale');
    assert.equal(asOf(old, 'dr_dia'), readAt);
    assert.deepEqual(startsOf(old, 'dr_dia'), startsOf(fresh, 'dr_dia'));

    await stack.sandbox.clearFaults();
    await stack.advance(60_000);
    await eventuallyLive(stack, query);
  });
});

async function eventuallyLive(stack: Stack, query: Parameters<Stack['api']['calendar']>[0]): Promise<void> {
  await eventually(async () => {
    const calendar = (await stack.api.calendar(query)).ok();
    assert.equal(statuses(calendar).dr_dia, 'live');
  });
}

function statuses(calendar: CombinedCalendar): Record<string, string> {
  return Object.fromEntries(calendar.practitioners.map(({ id, status }) => [id, status]));
}

function asOf(calendar: CombinedCalendar, practitioner: string): string | null | undefined {
  return calendar.practitioners.find(({ id }) => id === practitioner)?.asOf;
}

function whoIsFree(calendar: CombinedCalendar): Set<string> {
  return new Set(calendar.days.flatMap((day) => day.slots.flatMap((slot) => slot.practitionerIds)));
}

function startsOf(calendar: CombinedCalendar, practitioner: string): string[] {
  return calendar.days.flatMap((day) =>
    day.slots.filter((slot) => slot.practitionerIds.includes(practitioner)).map((slot) => slot.start),
  );
}
