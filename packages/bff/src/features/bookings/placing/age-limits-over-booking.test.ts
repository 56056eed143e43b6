import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { clinic, freshWorld, serverOn } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { slotHolds } from '../tables.ts';
import { bookPaid } from './book-paid.ts';

const start = '2026-11-23T22:30:00Z';
const limited: ServiceId = 'alternative_medicine';
const adults = {
  ...clinic,
  services: clinic.services.map((service) =>
    service.id === limited
      ? { ...service, visits: service.visits.map((visit) => ({ ...visit, ages: { from: 18, to: 80 } })) }
      : service,
  ),
};

describe('the age limits of a visit', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  for (const [dateOfBirth, code] of [
    ['2008-11-25', 'too_young'],
    ['1945-11-23', 'too_old'],
  ] as const) {
    it(`refuse a patient who is ${code.replace('_', ' ')}, before a time is held or a payment made`, async () => {
      const world = await freshWorld(store);
      openFollowups(world, [start]);
      const { deps } = serverOn(world);
      const request = paidRequest(start);
      const patient = { ...request.patient, dateOfBirth };
      const context = { ...byPatient('request-1'), idempotencyKeyHash: code };
      await assert.rejects(
        bookPaid({ ...deps, clinic: adults }, { ...request, patient }, context),
        (error) => {
          assert.ok(error instanceof Problem);
          assert.equal(error.code, 'invalid_request');
          assert.deepEqual(
            error.fields?.map((field) => [field.path, field.code]),
            [['patient.dateOfBirth', code]],
          );
          return true;
        },
      );
      assert.equal((await store.db.select().from(slotHolds)).length, 0);
      assert.equal(world.payments.payments.size, 0);
    });
  }
});
