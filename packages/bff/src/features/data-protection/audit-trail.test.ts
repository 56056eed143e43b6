import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { asc, eq, sql } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { rowsOf } from '../../platform/store/migrate.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { fillClinic, personalWords } from '../../testing/fixtures/filled-clinic.ts';
import { intakeFacts, sendForm } from '../../testing/fixtures/forms/filing-fixture.ts';
import { staffHeader } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';

/** What changes something in MediRecords, of everything that the port can do. */
type Writing = Extract<keyof PracticeRecords, `${'create' | 'update' | 'save' | 'file' | 'delete'}${string}`>;

const calledInTrail: Record<Writing, string> = {
  createPatient: 'patient.created',
  updatePatient: 'patient.updated',
  createAddress: 'patient.address_saved',
  updateAddress: 'patient.address_saved',
  saveCards: 'patient.cards_saved',
  createEmergencyContact: 'patient.emergency_contact_saved',
  createRelatedPerson: 'patient.related_person_saved',
  fileDocument: 'submission.filed',
  createAppointment: 'appointment.filed',
  deleteAppointment: 'appointment.removed',
};

describe('the audit trail of a clinic at work', () => {
  let store: Store;
  let filled: Awaited<ReturnType<typeof fillClinic>>;
  let formId: string;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    filled = await fillClinic(store);
    const { server, bookingId, manageToken } = filled;
    await server.jobs.runAll(hourMs);
    formId = await sendForm(server, 'full_intake', intakeFacts, { bookingId, manageToken });
    await server.jobs.runAll(24 * hourMs);
  });
  after(() => store.close());

  const trail = () => store.db.select().from(auditLog).orderBy(asc(auditLog.id));
  const about = async (id: string) => {
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    return lines.map(({ actor, action }) => `${actor} ${action}`);
  };

  it('has a line for everything that was taken in', async () => {
    const known = new Set((await trail()).map(({ subjectId }) => subjectId));
    for (const table of [
      'bookings',
      'form_submissions',
      'form_drafts',
      'triage_sessions',
      'waitlist_entries',
    ]) {
      const rows = rowsOf(await store.db.execute(sql`select id from ${sql.identifier(table)}`));
      assert.ok(rows.length > 0, table);
      for (const { id } of rows) assert.ok(known.has(String(id)), table);
    }
  });

  it('has a line for each email that went out', async () => {
    const sent = rowsOf(await store.db.execute(sql`select key from mails where sent_at is not null`));
    assert.ok(sent.length > 3);
    for (const { key } of sent) assert.deepEqual(await about(String(key)), ['system mail.sent']);
  });

  it('has a line for each kind of thing that was written into MediRecords', async () => {
    const { server, world, bookingId, manageToken } = filled;
    const cancelled = await server.post(
      `/api/bookings/${bookingId}/cancel`,
      {},
      { Authorization: `Bearer ${manageToken}` },
    );
    assert.equal(cancelled.status, 200);
    await server.jobs.runAll(hourMs);
    const actions = new Set((await trail()).map(({ action }) => action));
    const wrote = Object.entries(calledInTrail).filter(([method]) =>
      world.records.calls.some((call) => call === method),
    );
    // Nothing is written over an address that was made for another form: the crash tests of filing do that.
    assert.equal(wrote.length, Object.keys(calledInTrail).length - 1);
    for (const [method, action] of wrote) assert.ok(actions.has(action), method);
  });

  it('has a line for a person who reads it, the patient by their link and staff by name', async () => {
    const { server, world, bookingId, manageToken, triageId } = filled;
    const before = (await trail()).length;
    const reads = [
      await server.get(`/api/bookings/${bookingId}`, manageToken),
      await server.get(`/api/bookings/${bookingId}/forms/mini_intake`, manageToken),
      await server.app.request('/api/staff/triage', { headers: staffHeader(world.clock, ['triage:read']) }),
      await server.app.request(`/api/staff/triage/${triageId}`, {
        headers: staffHeader(world.clock, ['triage:read']),
      }),
    ];
    assert.deepEqual(
      reads.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const lines = (await trail())
      .slice(before)
      .map(({ actor, action, subjectId }) => [actor, action, subjectId]);
    for (const line of [
      ['patient', 'booking.read', bookingId],
      ['patient', 'booking.form_read', bookingId],
      ['staff:reception-1', 'triage_session.listed', triageId],
      ['staff:reception-1', 'triage_session.read', triageId],
    ]) {
      assert.ok(
        lines.some((one) => one.join() === line.join()),
        line.join(' '),
      );
    }
  });

  it('names no person', async () => {
    const all = JSON.stringify(await trail());
    for (const words of personalWords) assert.ok(!all.includes(words), words);
    assert.ok(all.includes(formId));
  });
});
