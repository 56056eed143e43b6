import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EndpointHealth } from './endpoint-health.ts';

const address = 'https://bff.example.com/api/webhooks/graph';
const now = new Date('2026-11-20T00:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** An address that has given these answers, in milliseconds. */
function answering(...answers: number[]): EndpointHealth {
  const health = new EndpointHealth();
  for (const milliseconds of answers) health.note(address, now, milliseconds);
  return health;
}
const fast = (count: number) => Array.from({ length: count }, () => 20);

describe('an address that takes notifications', () => {
  it('is slow when more than a tenth of its answers took three seconds, and good again ten minutes later', () => {
    assert.equal(answering(...fast(9), 3000).stateAt(address, now, 10), 'good', 'a tenth is not more');
    const health = answering(...fast(8), 3000, 3000);
    assert.equal(health.stateAt(address, now, 10), 'slow');
    assert.equal(
      health.stateAt(`${address}/lifecycle`, now, 10),
      'slow',
      'addresses of one server count together',
    );
    assert.equal(health.stateAt('https://other.example.com/', now, 10), 'good');
    assert.equal(health.stateAt(address, later(11), 10), 'good');
  });

  it('has its notifications dropped when more than 15 in 100 answers took ten seconds', () => {
    assert.equal(answering(...fast(8), 10_000).stateAt(address, now, 9), 'slow');
    assert.equal(answering(...fast(8), 10_000, 10_000).stateAt(address, now, 10), 'dropping');
  });

  it('is judged only after enough answers', () => {
    assert.equal(answering(10_000, 10_000).stateAt(address, now, 100), 'good');
  });
});
