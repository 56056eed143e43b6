import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { googleCalendarLink, outlookCalendarLink } from './calendar-links.ts';

const entry = { title: 'Video call with Botaniqal', start: '2026-11-22T22:30:00Z', durationMinutes: 15 };

describe('a link to a calendar on the web', () => {
  it('gives Google the title and both ends in UTC', () => {
    const { hostname, searchParams } = new URL(googleCalendarLink(entry));
    assert.equal(hostname, 'calendar.google.com');
    assert.equal(searchParams.get('text'), entry.title);
    assert.equal(searchParams.get('dates'), '20261122T223000Z/20261122T224500Z');
  });

  it('gives Outlook the title and both ends in UTC', () => {
    const { hostname, searchParams } = new URL(outlookCalendarLink(entry));
    assert.equal(hostname, 'outlook.live.com');
    assert.equal(searchParams.get('subject'), entry.title);
    assert.equal(searchParams.get('startdt'), '2026-11-22T22:30:00.000Z');
    assert.equal(searchParams.get('enddt'), '2026-11-22T22:45:00.000Z');
  });
});
