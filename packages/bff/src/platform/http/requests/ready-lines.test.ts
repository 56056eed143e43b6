import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createLog } from '../../observability/log.ts';
import { readyLines } from './ready-lines.ts';

const answer = { requestId: 'r1', method: 'GET', route: '/api/catalogue', status: 200, durationMs: 1 };

it('writes the first of equal requests at once, and counts those that follow within a second', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const lines: Record<string, unknown>[] = [];
  const write = readyLines(createLog({ write: (line) => lines.push(JSON.parse(line)) }));

  write(answer);
  write({ ...answer, requestId: 'r2' });
  write({ ...answer, requestId: 'r3' });
  write({ ...answer, requestId: 'r4', status: 304 });
  assert.deepEqual(
    lines.map(({ message, requestId, status }) => [message, requestId, status]),
    [
      ['Request', 'r1', 200],
      ['Request', 'r4', 304],
    ],
  );

  test.mock.timers.tick(1000);
  assert.equal(lines.length, 3);
  assert.deepEqual([lines[2]?.message, lines[2]?.route, lines[2]?.count], ['Requests', answer.route, 2]);

  write({ ...answer, requestId: 'r5' });
  assert.equal(lines[3]?.requestId, 'r5');
});
