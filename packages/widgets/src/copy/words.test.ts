import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import {
  age,
  chosenWords,
  dayAnnouncement,
  dayLabel,
  monthAnnouncement,
  slotOtherTime,
  slotSpoken,
} from './calendar.ts';
import { dayLong, dayMedium, dayShort, monthLong, timeOf, zoneAbbreviation, zonePlace } from './dates.ts';
import { priceWords } from './money.ts';
import { refusals } from './problem-sentences.ts';
import { problemsWithoutAnswer } from './problems.ts';

const locale = 'en-AU';
const start = '2026-11-22T22:30:00Z';
// The year is said where it is not this one.
before(() => mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-20T01:00:00Z') }));

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('days and months are written as Australians write them', () => {
  assert.equal(dayLong('2026-11-23', locale), 'Monday 23 November');
  assert.equal(dayMedium('2026-11-23', locale), 'Mon 23 November');
  assert.equal(dayShort('2026-11-23', locale), 'Mon 23 Nov');
  assert.equal(monthLong('2026-11', locale), 'November 2026');
  assert.equal(dayLong('2027-01-04', locale), 'Monday 4 January 2027');
  assert.equal(dayMedium('2027-01-04', locale), 'Mon 4 January 2027');
  assert.equal(dayShort('2025-12-31', locale), 'Wed 31 Dec 2025');
});

test('a time carries the clock of its zone, and the zone its name and abbreviation of that day', () => {
  assert.equal(plain(timeOf(start, 'Australia/Melbourne', locale)), '9:30 am');
  assert.equal(plain(timeOf(start, 'Australia/Perth', locale)), '6:30 am');
  assert.equal(plain(timeOf(start, 'Australia/Lord_Howe', locale)), '9:30 am');
  assert.equal(zoneAbbreviation(start, 'Australia/Melbourne', locale), 'AEDT');
  assert.equal(zoneAbbreviation('2026-07-01T00:00:00Z', 'Australia/Melbourne', locale), 'AEST');
  assert.equal(zonePlace('Australia/Lord_Howe'), 'Lord Howe');
});

test('a slot says its zone, its day and who is free, and the other clock where there are two', () => {
  const voice = { locale, zone: 'Australia/Perth', otherZone: 'Australia/Melbourne' };
  assert.equal(slotSpoken(['Dr Dia', 'Dr Shivani'], voice.locale), ' with Dr Dia or Dr Shivani');
  assert.equal(plain(slotOtherTime(start, voice)), '9:30 am AEDT');
  assert.equal(plain(slotOtherTime(start, { ...voice, zone: 'Europe/London' })), 'Mon 9:30 am AEDT');
  assert.equal(slotOtherTime(start, { ...voice, otherZone: '' }), '');
  const brisbane = { locale, zone: 'Australia/Brisbane', otherZone: 'Australia/Melbourne' };
  assert.equal(plain(slotOtherTime(start, brisbane)), '9:30 am AEDT');
  assert.equal(slotOtherTime('2026-07-01T00:00:00Z', brisbane), '', 'in winter their clocks agree');
  assert.equal(plain(chosenWords(start, '2026-11-23', voice)), 'Mon 23 November, 6:30 am AWST');
  assert.equal(
    plain(chosenWords(start, '2026-11-23', { ...voice, zone: 'Australia/Melbourne', otherZone: '' })),
    'Mon 23 November, 9:30 am',
  );
});

test('a day says what it has, in the right number', () => {
  const facts = { count: 1, today: false, current: false, name: '', loading: false, closed: false };
  assert.equal(dayLabel('2026-11-23', facts, locale), 'Monday 23 November, 1 time available');
  assert.equal(
    dayLabel('2026-11-23', { ...facts, count: 6, name: 'Dr Dia' }, locale),
    'Monday 23 November, 6 times available with Dr Dia',
  );
  assert.equal(
    dayLabel('2026-11-23', { ...facts, count: 0, today: true }, locale),
    'Today, Monday 23 November, no times',
  );
  assert.equal(dayLabel('2026-11-23', { ...facts, loading: true }, locale), 'Monday 23 November');
  assert.equal(
    dayLabel('2026-11-23', { ...facts, current: true }, locale),
    'Monday 23 November, 1 time available, your time now',
  );
  assert.equal(
    dayLabel('2027-05-20', { ...facts, count: 0, closed: true }, locale),
    'Thursday 20 May 2027, not open yet',
  );
  assert.equal(dayAnnouncement('2026-11-23', 0, locale), 'No times on Monday 23 November');
  assert.equal(monthAnnouncement('2026-11', 1, locale), 'November 2026, 1 day with times available');
  assert.equal(monthAnnouncement('2026-11', 0, locale), 'November 2026, no times available');
});

test('an age is in minutes first, then in hours', () => {
  const now = Date.parse(start);
  assert.equal(age(new Date(now - 20_000).toISOString(), now, locale), '1 minute ago');
  assert.equal(age(new Date(now - 5 * 60_000).toISOString(), now, locale), '5 minutes ago');
  assert.equal(age(new Date(now - 120 * 60_000).toISOString(), now, locale), '2 hours ago');
});

test('a price is cents in words', () => {
  assert.equal(priceWords({ amountCents: 7900, currency: 'AUD' }, locale), '$79');
  assert.equal(priceWords({ amountCents: 7950, currency: 'AUD' }, locale), '$79.50');
  assert.equal(priceWords({ amountCents: 0, currency: 'AUD' }, locale), 'free');
  assert.equal(priceWords(null, locale), 'price on enquiry');
});

test('every refusal has a sentence of its own kind, without the words of a machine', () => {
  for (const [code, sentence] of Object.entries({ ...problemsWithoutAnswer, ...refusals })) {
    assert.match(sentence, /^[A-Z].*\.$/, code);
    assert.doesNotMatch(sentence, /error|invalid|failed|_/i, code);
  }
});
