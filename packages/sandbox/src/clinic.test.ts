import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readClinic } from './clinic.ts';
import { startSandbox } from './start.ts';

const real = fileURLToPath(new URL('../../../clinic.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-clinic-'));

function fileOf(text: string): string {
  const path = join(folder, 'clinic.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the clinic that the sandbox is seeded from', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('comes from the clinic’s own file: all practitioners, and each event type once', () => {
    const clinic = readClinic(real, {});
    assert.equal(clinic.practitioners.length, 8);
    const ids = clinic.eventTypes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const shared = clinic.eventTypes.filter(({ practitionerId }) => practitionerId === 'consultant');
    assert.deepEqual(
      shared.map(({ name, durationMinutes }) => [name, durationMinutes]),
      [['Free first call', 15]],
    );
  });

  it('takes ids and tokens from the environment, and the default for an empty one', () => {
    const env = {
      CALENDLY_CONSULTANT_CONSULTATION: 'mine',
      CALENDLY_DR_DIA_API_KEY: 'dia-token',
      CLINIC_PHONE: '',
    };
    const clinic = readClinic(real, env);
    assert.equal(clinic.eventTypes[0]?.id, 'mine');
    assert.equal(clinic.practitioners.find(({ id }) => id === 'dr_dia')?.calendlyToken, 'dia-token');
    assert.equal(clinic.practitioners[0]?.calendlyToken, null);
  });

  it('does not mind what it does not know', () => {
    const clinic = readClinic(
      fileOf(`
clinic: { name: Small, timeZone: Australia/Perth, mood: good }
practitioners: [{ id: one, name: One Person, shoes: 42 }]
services:
  - id: talk
    name: Talk
    visits: [{ name: First, durationMinutes: 30, eventTypes: { one: type-1 }, price: null }]
`),
      {},
    );
    assert.equal(clinic.eventTypes[0]?.name, 'Talk: First');
    assert.deepEqual(clinic.appointmentTypes, []);
  });

  it('stops the start when the file lacks what is needed', async () => {
    await assert.rejects(
      startSandbox({ clinicConfigPath: fileOf('clinic: { name: Empty }') }),
      /practitioners/,
    );
  });
});
