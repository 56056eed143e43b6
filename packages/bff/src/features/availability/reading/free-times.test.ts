import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { OfferedStarts } from '../../../ports/calendar.ts';
import { FreeTimes } from './free-times.ts';

test('services that share one calendar are read once for all of them', async () => {
  const now = new Date('2026-11-20T00:00:00Z');
  const reads: string[] = [];
  const calendar: OfferedStarts = {
    maxWindowDays: 31,
    sourceOf: ({ visit }) => `event-type-${visit}`,
    async offeredStarts({ service, visit }) {
      reads.push(`${service} ${visit}`);
      return [new Date(now.getTime() + dayMs)];
    },
  };
  const times = new FreeTimes({
    calendar,
    clock: { now: () => now },
    freshness: { freshMs: 30_000, staleMs: 60_000 },
    onChange: () => {},
    signal: new AbortController().signal,
  });
  const asked = { start: now.getTime(), end: now.getTime() + 7 * dayMs };
  const known = (service: 'gaps_coaching' | 'counseling', visit: 'consultation' | 'followup') =>
    times.known({ practitionerId: 'ramona', service, visit }, asked, 0, new Promise<void>(() => {}));
  const both = await Promise.all([
    known('gaps_coaching', 'consultation'),
    known('counseling', 'consultation'),
  ]);
  assert.deepEqual(
    both.map(({ starts }) => starts),
    [[now.getTime() + dayMs], [now.getTime() + dayMs]],
  );
  assert.deepEqual(reads, ['gaps_coaching consultation']);
  await known('counseling', 'followup');
  assert.deepEqual(reads, ['gaps_coaching consultation', 'counseling followup']);
});
