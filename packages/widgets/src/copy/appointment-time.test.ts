import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appointmentTime } from './appointment-time.ts';

const melbourne = 'Australia/Melbourne';
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

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

  it('adds the time where the patient is', () => {
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Perth')[3], '6:30 am in Perth');
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Lord_Howe')[3], null);
    assert.equal(words('2026-06-22T22:30:00Z', 15, 'Australia/Lord_Howe')[3], '9:00 am in Lord Howe');
  });

  it('adds the day where it is another one', () => {
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Europe/London')[3], 'Sun 22 Nov, 10:30 pm in London');
  });

  it('is silent about a zone whose clock shows the same', () => {
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Sydney')[3], null);
    assert.equal(words('2026-06-22T22:30:00Z', 15, 'Australia/Brisbane')[3], null);
    assert.equal(words('2026-11-22T22:30:00Z', 15, 'Australia/Brisbane')[3], '8:30 am in Brisbane');
  });
});
