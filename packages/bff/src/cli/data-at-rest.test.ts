import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { silentLog } from '../platform/observability/log.ts';
import { StartRefusal } from '../platform/start-refusal.ts';
import { openStore, type Store } from '../platform/store/store.ts';
import { testKey } from '../testing/fixtures/bookings/booking-fixture.ts';
import { fillClinic } from '../testing/fixtures/filled-clinic.ts';
import { migratedPostgres } from '../testing/postgres.ts';
import { auditTrailUsage, runAuditTrail } from './audit-trail.ts';
import { WrongCall } from './command-line.ts';
import { keysUsage, runKeys } from './keys.ts';
import { retentionUsage, runRetention } from './retention.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const inEnvironment = ({ id, key }: { id: string; key: Uint8Array }) =>
  `${id}:${Buffer.from(key).toString('base64')}`;
const newKey = inEnvironment({ id: 'new', key: randomBytes(32) });

describe('at the command line, an operator', () => {
  let store: Store;
  let databaseUrl: string;
  let filled: Awaited<ReturnType<typeof fillClinic>>;

  before(async () => {
    databaseUrl = await migratedPostgres();
    store = await openStore({ databaseUrl, log: silentLog });
    filled = await fillClinic(store);
    await filled.server.jobs.runAll(24 * hourMs);
  });
  after(() => store.close());

  type Command = typeof runKeys;
  const run = async (
    command: Command,
    args: readonly string[],
    keys = inEnvironment(testKey),
    day = '2026-11-20',
  ) => {
    const lines: string[] = [];
    await command(args, {
      env: {
        ...parseEnv(readFileSync(join(root, '.env.example'), 'utf8')),
        CLINIC_CONFIG: join(root, 'clinic.yaml'),
        DATABASE_URL: databaseUrl,
        DATA_ENCRYPTION_KEYS: keys,
      },
      print: (text) => lines.push(text),
      clock: { now: () => new Date(`${day}T05:00:00Z`) },
    });
    return lines.join('\n');
  };

  it('reads who read or wrote a booking, and what a person has read', async () => {
    const trail = await run(runAuditTrail, ['booking', filled.bookingId]);
    const acts = trail.split('\n').map((line) => line.split(/ {2,}/).slice(1, 3).join(' '));
    assert.deepEqual(acts.slice(0, 3), ['who what', 'patient booking.accepted', 'system booking.booked']);
    assert.ok(acts.includes('system patient.created') && acts.includes('system appointment.filed'));
    const theirs = await run(runAuditTrail, ['by', 'staff:reception-1', '--since', '2026-11-20']);
    assert.match(theirs, /triage_session\.changed/);
    assert.doesNotMatch(theirs, /patient|system/);
    const unknown = await run(runAuditTrail, ['by', 'staff:reception-1', '--since', '2026-11-22']);
    assert.match(unknown, /^The audit trail has no entry/);
  });

  it('rotates keys: looks, encrypts again, and reads when the old one may go', async () => {
    const both = `${newKey},${inEnvironment(testKey)}`;
    const first = await run(runKeys, ['status'], both);
    assert.match(first, /^new +0 +writes and reads$/m);
    assert.match(first, /^test +\d+ +reads$/m);
    assert.match(first, /No key may be removed now\.$/);
    const missing = await run(runKeys, ['status'], newKey);
    assert.match(missing, /^test +\d+ +NOT in DATA_ENCRYPTION_KEYS$/m);
    assert.match(missing, /Put the key test back/);
    const done = await run(runKeys, ['re-encrypt'], both);
    assert.match(done, /^\d{2,} values encrypted again under new\.$/m);
    assert.match(done, /^test +0 +reads$/m);
    assert.match(done, /test may be removed once every server writes with new\./);
    const trail = await run(runAuditTrail, ['encryption_key', 'new'], newKey);
    assert.match(trail, /staff:command-line:\S+ +values\.re_encrypted/);
    // Back again, for the next test.
    await run(runKeys, ['re-encrypt'], `${inEnvironment(testKey)},${newKey}`);
  });

  it('is told which values do not open', async () => {
    const wrong = inEnvironment({ id: 'test', key: randomBytes(32) });
    const done = await run(runKeys, ['re-encrypt'], `${newKey},${wrong}`);
    assert.match(done, /^0 values encrypted again/);
    assert.match(
      done,
      new RegExp(`^Does not open with the key test: bookings.patient of ${filled.bookingId}\\.$`, 'm'),
    );
  });

  it('sees what is past its time, and erases it only with --yes', async () => {
    const at = (args: readonly string[], day: string) => run(runRetention, args, inEnvironment(testKey), day);
    assert.equal(await at(['report'], '2026-11-21'), 'Nothing is kept past its time.');
    assert.equal(await at(['erase', '--yes'], '2026-11-21'), 'Nothing is kept past its time.');
    assert.equal(await at(['register'], '2026-11-21'), 'Nothing has been destroyed.');
    const due = await at(['report'], '2033-11-30');
    assert.match(due, /^appointment +adultYears +1 +2033-11-24$/m);
    await assert.rejects(at(['erase'], '2033-11-30'), WrongCall);
    assert.equal(await at(['report'], '2033-11-30'), due);
    assert.match(await at(['erase', '--yes'], '2033-11-30'), /^3 erased, and noted in the register\.$/m);
    assert.equal(await at(['report'], '2033-11-30'), 'Nothing is kept past its time.');
    const register = await at(['register'], '2033-11-30');
    assert.match(
      register,
      new RegExp(
        `booking +${filled.bookingId} +Alex Sample +2026-11-20 to 2026-11-24 +adultYears 2033-11-24 +staff:command-line:`,
      ),
    );
    assert.match(await run(runAuditTrail, ['register', 'destroyed_records']), /register\.read/);
    assert.match(await run(runAuditTrail, ['booking', filled.bookingId]), /booking\.erased/);
  });

  it('who mistypes is told how it is called, and nothing is opened', async () => {
    const wrong: [Command, string[], string][] = [
      [runKeys, [], keysUsage],
      [runKeys, ['re-encrypt', 'everything'], keysUsage],
      [runRetention, ['erase', '--sure'], retentionUsage],
      [runRetention, ['wipe'], retentionUsage],
      [runAuditTrail, ['booking'], auditTrailUsage],
      [runAuditTrail, ['nonsense', 'id'], auditTrailUsage],
      [runAuditTrail, ['by', 'system', '--since', 'yesterday'], auditTrailUsage],
    ];
    for (const [command, args, usage] of wrong) {
      const refused = (error: unknown) => error instanceof WrongCall && error.message.endsWith(usage);
      await assert.rejects(run(command, args), refused, args.join(' '));
    }
  });

  it('is told which variable is wrong', async () => {
    await assert.rejects(
      run(runKeys, ['status'], 'short:key'),
      (error) => error instanceof StartRefusal && /^DATA_ENCRYPTION_KEYS/.test(error.message),
    );
  });
});
