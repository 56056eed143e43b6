import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { googleCalendarLink, outlookCalendarLink } from './calendar-links.ts';

const entry = {
  title: 'Appointment with Ramona, Botaniqal',
  start: '2026-11-22T22:30:00Z',
  durationMinutes: 15,
  location: 'https://zoom.example/j/1?pwd=a&b',
  description: 'Join by video: https://zoom.example/j/1\nConfirmation number: BOT-1',
};

describe('a link to a calendar on the web', () => {
  it('gives Google all that the calendar file says', () => {
    const { hostname, searchParams } = new URL(googleCalendarLink(entry));
    assert.equal(hostname, 'calendar.google.com');
    assert.equal(searchParams.get('text'), entry.title);
    assert.equal(searchParams.get('dates'), '20261122T223000Z/20261122T224500Z');
    assert.equal(searchParams.get('location'), entry.location);
    assert.equal(searchParams.get('details'), entry.description);
  });

  it('gives Outlook all that the calendar file says', () => {
    const { hostname, searchParams } = new URL(outlookCalendarLink(entry));
    assert.equal(hostname, 'outlook.live.com');
    assert.equal(searchParams.get('subject'), entry.title);
    assert.equal(searchParams.get('startdt'), '2026-11-22T22:30:00.000Z');
    assert.equal(searchParams.get('enddt'), '2026-11-22T22:45:00.000Z');
    assert.equal(searchParams.get('location'), entry.location);
    assert.equal(searchParams.get('body'), entry.description);
  });
});
