import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Problem } from '../../../platform/problem.ts';
import { LiveSeats } from './live-seats.ts';

const refused = (error: unknown) => error instanceof Problem && error.code === 'too_many_requests';

describe('live connections', () => {
  it('are limited for one session, and a closed one makes room', () => {
    const seats = new LiveSeats({ perSession: 2, inTotal: 10 });
    const leave = seats.take('one');
    seats.take('one');
    assert.throws(() => seats.take('one'), refused);
    seats.take('another');
    leave();
    leave();
    seats.take('one');
    assert.throws(() => seats.take('one'), refused);
  });

  it('are limited in total', () => {
    const seats = new LiveSeats({ perSession: 2, inTotal: 3 });
    const leave = seats.take('a');
    seats.take('b');
    seats.take('c');
    assert.throws(() => seats.take('d'), refused);
    leave();
    seats.take('d');
  });
});
