import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import {
  clinic,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  followupWith,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { askTogether } from '../../bookings/index.ts';
import { lookIntoRecords } from './look-into-records.ts';
import { recordedTimes } from './recorded-times.ts';

const [first, second] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z'];
const day = {
  practitionerId: 'dr_dia',
  from: new Date('2026-11-23T00:00:00Z'),
  to: new Date('2026-11-25T00:00:00Z'),
};
const provider = clinic.practitioners.find(({ id }) => id === 'dr_dia')?.medirecords.provider ?? '';

describe('appointments that reception types into the records', () => {
  let store: Store;
  let world: World;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second]);
  });

  const times = () => recordedTimes({ store, records: world.records, clinic });
  const type = async (start: string) => {
    const { id: patientId } = world.records.addPatient({ lastName: 'Typed' });
    return world.records.createAppointment({
      patientId,
      providerId: provider,
      appointmentTypeId: 'type',
      start: new Date(start),
      durationMinutes: 15,
      notes: '',
    });
  };
  const asked = (changed: string[] = []) =>
    askTogether(
      { offeredStarts: world.calendar, scheduler: world.calendar },
      [
        lookIntoRecords({
          recorded: times(),
          log: silentLog,
          patienceMs: 50,
          recordsChanged: async (practitionerId) => void changed.push(practitionerId),
        }),
      ],
      clinic,
    );
  const request = {
    ...followupWith('dr_dia'),
    bookingId: '11111111-1111-4111-8111-111111111111',
    start: new Date(second),
    invitee: { name: 'Alex', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
    answers: [],
  };

  it('make their times busy; our own filed ones and cancelled ones do not', async () => {
    const server = serverOn(world);
    await confirmedFollowup(server, world, first);
    assert.equal(world.records.appointments.length, 1);
    assert.deepEqual(await times().busyBetween(day), []);
    await type(second);
    const [busy, ...more] = await times().busyBetween(day);
    assert.deepEqual([busy?.start.toISOString(), more.length], [new Date(second).toISOString(), 0]);
    for (const one of world.records.appointments) one.status = 'cancelled';
    assert.deepEqual(await times().busyBetween(day), []);
  });

  it('cannot be booked over, and pages read the records again', async () => {
    await type(second);
    const changed: string[] = [];
    const { scheduler, offeredStarts } = asked(changed);
    assert.equal((await scheduler.book(request)).kind, 'slot_taken');
    const query = { ...followupWith('dr_dia'), from: new Date(second), to: new Date('2026-11-24T01:01:00Z') };
    assert.deepEqual(await offeredStarts.offeredStarts({ ...query, forBooking: true }), []);
    assert.deepEqual(changed, ['dr_dia', 'dr_dia']);
    assert.equal(world.calendar.attempts.length, 0);
  });

  it('stop no booking when the records cannot be read, or a practitioner is not known there', async () => {
    await type(second);
    world.records.down();
    assert.equal((await asked().scheduler.book(request)).kind, 'booked');
  });
});
