import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { activeInvitees, inviteesAt } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const patients = 50;
/** Which of the free times is far enough ahead to be moved by its patient. */
const movable = 60;

describe('fifty patients who move to one time at the same instant', () => {
  let folder: string;
  let stack: Stack;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bq-fifty-'));
    const clinic = join(folder, 'clinic.yaml');
    // All of them come from one network address, and through one practitioner's calendar.
    const text = (await readFile(fromRoot('clinic.yaml'), 'utf8'))
      .replace('freeCallsPerAddress: 20', 'freeCallsPerAddress: 200')
      .replace(
        '{ perMinute: 10, perHour: 50, perDay: 100 }',
        '{ perMinute: 200, perHour: 400, perDay: 800 }',
      );
    await writeFile(clinic, text);
    stack = await startStack({ env: { CLINIC_CONFIG: clinic, LOG_LEVEL: 'error' } });
    await stack.sandbox.limit('calendly', {
      bookingsPerMinute: null,
      bookingsPerHour: null,
      bookingsPerDay: null,
    });
  });
  after(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives it to one, and 49 keep what they had', async () => {
    const wanted = await oneFreeTime(stack, movable + patients + 20);
    const booked: ConsultationBooked[] = [];
    for (let index = 0; index < patients; index += 1) {
      const time = await oneFreeTime(stack, movable);
      booked.push((await stack.api.book(requestFor([time], newPatient(`Mover${index}`)))).ok());
    }
    await stack.advance(61_000);
    const answers = await Promise.all(
      booked.map(({ bookingId, manageToken }) =>
        stack.api.send('POST', `${endpoints.booking(bookingId)}/reschedule`, {
          body: { start: wanted },
          headers: { authorization: `Bearer ${manageToken}` },
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join(' '));
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      const { code, detail } = answer.problem();
      assert.equal(code, 'slot_unavailable');
      assert.match(detail, /stays at the time that it has/);
    }
    assert.equal((await inviteesAt(stack, wanted)).length, 1);
    await eventually(async () => {
      const active = await activeInvitees(stack);
      assert.equal(active.length, patients, 'each has one appointment');
      for (const { bookingId, manageToken, scheduledTime } of booked) {
        const { start, status } = (await stack.api.booking(bookingId, manageToken)).ok();
        assert.equal(status, 'confirmed');
        assert.ok([scheduledTime, wanted].some((time) => Date.parse(time) === Date.parse(start)));
        const held = active.filter((one) => one.bookingId === bookingId);
        assert.deepEqual(
          held.map((one) => Date.parse(one.start)),
          [Date.parse(start)],
        );
      }
    });
  });
});
