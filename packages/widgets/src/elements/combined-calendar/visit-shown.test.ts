import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findVisit } from '../../catalogue/find.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { peopleOf, visitSummary } from './visit-shown.ts';

test('a visit is summed up with its service, length and price', () => {
  const found = findVisit(sampleCatalogue, 'gaps_coaching', 'initial');
  assert.ok(found);
  const { price } = found.visit;
  assert.equal(visitSummary(found, price, 'en-AU'), 'GAPS coaching · First appointment · 60 minutes · $195');
  assert.equal(visitSummary(found, undefined, 'en-AU'), 'GAPS coaching · First appointment · 60 minutes');
});

test('a visit that the catalogue does not know is none', () => {
  assert.equal(findVisit(sampleCatalogue, 'gaps_coaching', 'surgery'), null);
  assert.equal(findVisit(sampleCatalogue, 'dentistry', 'initial'), null);
  assert.equal(findVisit(undefined, 'gaps_coaching', 'initial'), null);
});

test('tabs are there before the calendar has answered, and then as it says', () => {
  const visit = findVisit(sampleCatalogue, 'alternative_medicine', 'followup')?.visit;
  assert.deepEqual(
    peopleOf(sampleCatalogue, visit, undefined).map(({ name, place }) => [name, place]),
    [
      ['Dr Dia', 'by video'],
      ['Dr Shivani', 'by video'],
      ['Kerry Lim', 'by video'],
    ],
  );
  const calendar = {
    service: 'alternative_medicine' as const,
    visit: 'followup' as const,
    timeZone: 'Australia/Melbourne',
    from: '2026-11-20',
    to: '2026-12-31',
    practitioners: [
      {
        id: 'nurse',
        name: 'Kerry Lim',
        status: 'unavailable' as const,
        asOf: null,
        nextAvailable: null,
      },
    ],
    days: [],
  };
  assert.deepEqual(
    peopleOf(sampleCatalogue, visit, calendar).map(({ id, status }) => [id, status]),
    [['nurse', 'unavailable']],
  );
  assert.deepEqual(peopleOf(undefined, undefined, undefined), []);
});
