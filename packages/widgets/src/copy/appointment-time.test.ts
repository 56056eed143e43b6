import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import { appointmentTime, momentWords } from './appointment-time.ts';

const melbourne = 'Australia/Melbourne';
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

// The year is said where it is not this one.
before(() => mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-20T01:00:00Z') }));

function words(start: string, minutes: number, patientZone: string) {
  const { day, range, place, elsewhere } = appointmentTime(start, minutes, melbourne, patientZone, 'en-AU');
  return [day, plain(range), place, plain(elsewhere)];
}

describe("an appointment's time", () => {
  it('says the half of the day once', () => {
    assert.deepEqual(words('2026-11-22T22:30:00Z', 15, melbourne), [
      'Monday 23 November',
      '9:30 to 9:45 am',
      'Melbourne (AEDT)',
      null,
    ]);
  });

  it('says both halves where it runs over noon', () => {
    assert.equal(words('2026-11-23T00:50:00Z', 15, melbourne)[1], '11:50 am to 12:05 pm');
  });

  it('names both clocks where daylight saving ends or begins before the appointment does', () => {
    assert.equal(words('2027-04-03T15:50:00Z', 15, melbourne)[1], '2:50 am AEDT to 2:05 am AEST');
    assert.equal(words('2026-10-03T15:50:00Z', 15, melbourne)[1], '1:50 am AEST to 3:05 am AEDT');
  });

  it('is the patient’s, with the clinic’s beside it', () => {
    assert.deepEqual(words('2026-11-22T22:30:00Z', 15, 'Australia/Perth'), [
      'Monday 23 November',
      '6:30 to 6:45 am',
      'Perth (AWST)',
      '9:30 am in Melbourne (AEDT)',
    ]);
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Lord_Howe')[3], null);
    assert.deepEqual(words('2026-06-22T22:30:00Z', 15, 'Australia/Lord_Howe').slice(1), [
      '9:00 to 9:15 am',
      'Lord Howe (LHST)',
      '8:30 am in Melbourne (AEST)',
    ]);
  });

  it('adds the clinic’s day where it is another one', () => {
    const [day, , , elsewhere] = words('2026-11-22T22:30:00Z', 15, 'Europe/London');
    assert.equal(day, 'Sunday 22 November');
    assert.equal(elsewhere, 'Mon 23 Nov, 9:30 am in Melbourne (AEDT)');
  });

  it('is silent about the clinic where both clocks show the same', () => {
    assert.deepEqual(words('2026-11-22T22:30:00Z', 15, 'Australia/Sydney').slice(2), ['Sydney (AEDT)', null]);
    assert.equal(words('2026-06-22T22:30:00Z', 15, 'Australia/Brisbane')[3], null);
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Brisbane')[3], '9:30 am in Melbourne (AEDT)');
  });
});

describe('a moment before an appointment', () => {
  const start = '2026-10-04T01:00:00Z';

  it('has no zone of its own on the clock of the appointment', () => {
    assert.equal(
      plain(momentWords('2026-10-03T22:00:00Z', start, melbourne, 'en-AU')),
      'Sunday 4 October, 9:00 am',
    );
  });
  it('names its zone where the clocks change in between', () => {
    assert.equal(
      plain(momentWords('2026-10-03T01:00:00Z', start, melbourne, 'en-AU')),
      'Saturday 3 October, 11:00 am AEST',
    );
  });
});
