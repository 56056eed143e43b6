import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { windowAt } from './send-window.ts';

const quiet = { from: '20:00', until: '08:00' };
const at = (until: string, now: string, leastMs = 0, timeZone = 'Australia/Melbourne') =>
  windowAt({ until, quiet, timeZone }, new Date(now), leastMs);

describe('the window of a message', () => {
  it('closes when quiet hours begin, or when the appointment starts', () => {
    const evening = at('2026-11-23T22:30:00Z', '2026-11-23T08:00:00Z');
    assert.deepEqual(evening, { kind: 'open', closesAt: new Date('2026-11-23T09:00:00Z') });
    const before = at('2026-11-23T03:00:00Z', '2026-11-23T01:00:00Z');
    assert.deepEqual(before, { kind: 'open', closesAt: new Date('2026-11-23T03:00:00Z') });
  });

  it('opens again in the morning, and never after the start', () => {
    const opensAt = new Date('2026-11-23T21:00:00Z');
    assert.deepEqual(at('2026-11-23T22:30:00Z', '2026-11-23T12:00:00Z'), { kind: 'quiet', opensAt });
    assert.deepEqual(at('2026-11-23T20:30:00Z', '2026-11-23T12:00:00Z'), { kind: 'over' });
    assert.deepEqual(at('2026-11-23T20:30:00Z', '2026-11-23T20:30:00Z'), { kind: 'over' });
  });

  it('is closed in its last minute to a message that needs a minute', () => {
    const kindAt = (now: string) => at('2026-11-24T03:00:00Z', now, 60_000).kind;
    assert.deepEqual(['2026-11-23T08:59:00Z', '2026-11-23T08:58:59Z', '2026-11-24T02:59:00Z'].map(kindAt), [
      'quiet',
      'open',
      'over',
    ]);
    // In the morning it is open from the first second.
    assert.equal(at('2026-11-24T03:00:00Z', '2026-11-23T21:00:00Z', 60_000).kind, 'open');
    assert.equal(at('2026-11-24T03:00:00Z', '2026-11-23T20:59:30Z', 60_000).kind, 'quiet');
  });

  it('follows the clocks when they change', () => {
    // Clocks go back on 5 April 2026, and forward on 4 October 2026, in the night.
    assert.deepEqual(at('2026-04-05T05:00:00Z', '2026-04-04T12:00:00Z'), {
      kind: 'quiet',
      opensAt: new Date('2026-04-04T22:00:00Z'),
    });
    assert.deepEqual(at('2026-10-04T05:00:00Z', '2026-10-03T12:00:00Z'), {
      kind: 'quiet',
      opensAt: new Date('2026-10-03T21:00:00Z'),
    });
  });

  it('has no quiet hours where they begin and end at the same time', () => {
    const anyTime = { from: '00:00', until: '00:00' };
    const window = { until: '2026-11-23T22:30:00Z', quiet: anyTime, timeZone: 'Australia/Perth' };
    assert.equal(windowAt(window, new Date('2026-11-23T15:00:00Z')).kind, 'open');
  });
});
