import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createSealing } from '../../platform/crypto/sealing.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { StartRefusal } from '../../platform/start-refusal.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { rejection } from '../../testing/rejection.ts';
import { openPersonKeys } from './person-keys.ts';
import { lookupKeys } from './tables.ts';

const old = { id: 'k1', key: new Uint8Array(32).fill(1) };
const fresh = { id: 'k2', key: new Uint8Array(32).fill(2) };

describe('how a person is found again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bq-person-keys-'));
  let store: Store;
  before(async () => {
    store = await openStore({ dataDir: join(folder, 'db'), log: silentLog });
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (...keys: (typeof old)[]) => openPersonKeys({ db: store.db, sealing: createSealing(keys) });

  it('stays the same while the encryption keys are rotated, until the old one is gone', async () => {
    const before = (await open(old)).of('alex@example.com');
    assert.equal((await open(fresh, old)).of('alex@example.com'), before);
    assert.equal(
      (await open(fresh)).of('alex@example.com'),
      before,
      'it was sealed anew at the start before',
    );
    assert.ok((await rejection(open(old))) instanceof StartRefusal);
  });

  it('does not mind capitals and spaces, and keeps two mailboxes apart', async () => {
    const keys = await open(fresh);
    assert.equal(keys.of(' Alex@Example.COM '), keys.of('alex@example.com'));
    assert.notEqual(keys.of('alex+1@example.com'), keys.of('alex@example.com'));
    assert.notEqual(keys.of('al.ex@example.com'), keys.of('alex@example.com'));
  });

  it('is by last name and date of birth too, however the name is written', async () => {
    const keys = await open(fresh);
    const { ofBirth } = keys;
    assert.equal(ofBirth(' Müller ', '1988-04-17'), ofBirth('muller', '1988-04-17'));
    assert.notEqual(ofBirth('Sample', '1988-04-17'), ofBirth('Sample', '1988-04-18'));
    assert.notEqual(ofBirth('Sample', '1988-04-17'), ofBirth('Simple', '1988-04-17'));
  });

  it('lies sealed in the store', async () => {
    const rows = await store.db.select().from(lookupKeys);
    assert.equal(rows.length, 1);
    assert.match(rows[0]?.sealed ?? '', /^v1\.k2\./);
  });
});
