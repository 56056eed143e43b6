import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DrizzleQueryError } from 'drizzle-orm';
import { Problem } from '../problem.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createLog, type LogFields } from './log.ts';

function recorder(level: 'debug' | 'info' = 'debug') {
  const lines: Record<string, unknown>[] = [];
  const clock = { now: () => new Date('2026-11-20T01:02:03.004Z') };
  return { lines, log: createLog({ level, clock, write: (line) => lines.push(JSON.parse(line)) }) };
}

describe('the log', () => {
  it('writes one JSON object per line, with what its parts were given', () => {
    const { lines, log } = recorder();
    log.with({ requestId: 'r1' }).info('Request', { status: 200 });
    assert.deepEqual(lines, [
      { time: '2026-11-20T01:02:03.004Z', level: 'info', message: 'Request', requestId: 'r1', status: 200 },
    ]);
  });

  it('drops fields that are not on its list, also past the types', () => {
    const { lines, log } = recorder();
    const smuggled = { email: 'alex@example.com', status: 200, patient: { name: 'Alex' } } as LogFields;
    log.info('Request', smuggled);
    assert.deepEqual(Object.keys(lines[0] ?? {}), ['time', 'level', 'message', 'status']);
  });

  it('leaves out what is below its level', () => {
    const { lines, log } = recorder('info');
    log.debug('Detail');
    assert.deepEqual(lines, []);
  });
});

describe('an error in the log', () => {
  const written = (error: unknown) => {
    const { lines, log } = recorder();
    log.error('Failed', { error });
    return JSON.stringify(lines[0]);
  };

  it('keeps the words that we wrote', () => {
    assert.match(written(new Problem('not_found', 'There is nothing here.')), /There is nothing here/);
    assert.match(written(new UpstreamError('mail', 'timeout')), /mail: timeout/);
  });

  it('keeps the words of the system', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    assert.match(written(error), /ECONNREFUSED 127\.0\.0\.1:1/);
  });

  it('keeps of a database error the code and the constraint, not the values', () => {
    const cause = Object.assign(new Error('Key (email)=(alex@example.com) already exists'), {
      code: '23505',
      constraint: 'patients_email',
    });
    const line = written(new DrizzleQueryError('insert into patients', ['alex@example.com'], cause));
    assert.match(line, /"code":"23505","constraint":"patients_email"/);
    assert.ok(!line.includes('alex'));
  });

  it('keeps of a parser the place, not the text', () => {
    let line = '';
    try {
      JSON.parse('alex@example.com');
    } catch (error) {
      line = written(new Error('could not read alex', { cause: error }));
    }
    assert.match(line, /"cause":\{"name":"SyntaxError"/);
    assert.match(line, /log\.test\.ts/);
    assert.ok(!line.includes('alex'));
  });

  it('may be a copy of its parts, as the job queue reports it', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    const line = written({ ...error, message: error.message, stack: error.stack, queue: 'send-mail' });
    assert.match(
      line,
      /"name":"Error","code":"ECONNREFUSED","message":"connect ECONNREFUSED 127\.0\.0\.1:1"/,
    );
    const quoting = new TypeError('could not read alex');
    const other = written({ ...quoting, message: quoting.message, stack: quoting.stack });
    assert.match(other, /"name":"TypeError"/);
    assert.ok(!other.includes('alex'));
  });

  it('may be anything at all', () => {
    assert.match(written('alex'), /"error":\{"name":"string"\}/);
    assert.match(written(null), /"error":\{"name":"object"\}/);
  });
});
