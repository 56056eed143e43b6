import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { formCopy, submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { eq } from 'drizzle-orm';
import { extractText, getDocumentProxy } from 'unpdf';
import { auditLog } from '../../../../platform/audit/tables.ts';
import { silentLog } from '../../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../../platform/store/store.ts';
import type { World } from '../../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  alex,
  callStart,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../../testing/postgres.ts';
import { bookFree } from '../../../bookings/index.ts';
import { submissionRecords } from '../../retention.ts';
import { formCopyLinks } from '../../tables.ts';
import { eraseExpiredCopyLinks } from './copy-links.ts';
import { copyLinksOf } from './lost-copy-links.ts';

describe('a form as its patient reads it again', () => {
  let store: Store;
  let world: World;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    server = formServer(world);
  });

  /** Sends a form, and reads the link in the email that follows. */
  const send = async (words = 'I sleep badly') => {
    const answers = wholeAnswers(await loadForm('triage'), { today: '2026-11-20' }, { words });
    const answer = await server.post('/api/forms/triage/submissions', { answers, patient: alex });
    const { submissionId } = submissionReceived.parse(await answer.json());
    await server.settle();
    const [, token] = /&token=(\S+)/.exec(world.mailer.sent.at(-1)?.text ?? '') ?? [];
    assert.ok(token);
    return { submissionId, token };
  };
  const actionsOn = async (id: string) => {
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    return lines.filter(({ actor }) => actor === 'patient').map(({ action }) => action);
  };

  it('has every character that they typed, is kept by no cache, and is in the audit trail', async () => {
    const words = '王小明, ≤ 5';
    const { submissionId, token } = await send(words);
    const answer = await server.get(endpoints.formCopy(submissionId), token);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
    const copy = formCopy.parse(await answer.json());
    assert.ok(copy.sections.some(({ questions }) => questions.some((one) => one.answer.includes(words))));
    assert.deepEqual(await actionsOn(submissionId), ['submission.received', 'submission.read']);
  });

  it('can be saved as a PDF that holds only what they wrote', async () => {
    const { submissionId, token } = await send();
    const answer = await server.get(endpoints.formCopyPdf(submissionId), token);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/pdf');
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
    assert.match(
      answer.headers.get('content-disposition') ?? '',
      /^attachment; filename="FORM-[0-9A-F]{8}\.pdf"$/,
    );
    const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
    const { text } = await extractText(pdf, { mergePages: true });
    assert.match(text, /I sleep badly/);
    assert.ok((await actionsOn(submissionId)).includes('submission.downloaded'));
  });

  it('opens for no other token, no other form and not without one, and says the same each time', async () => {
    const mine = await send();
    const other = await send();
    const refusals = await Promise.all(
      [
        [mine.submissionId, undefined],
        [mine.submissionId, 'x'.repeat(43)],
        [mine.submissionId, other.token],
        [randomUUID(), mine.token],
        ['not-an-id', mine.token],
      ].flatMap(([id = '', token]) => [
        server.get(endpoints.formCopy(id), token),
        server.get(endpoints.formCopyPdf(id), token),
      ]),
    );
    const said = await Promise.all(
      refusals.map(async (one) => [one.status, problem.parse(await one.json()).detail]),
    );
    assert.equal(new Set(said.map(String)).size, 1);
    assert.equal(said[0]?.[0], 401);
    assert.deepEqual(await actionsOn(mine.submissionId), ['submission.received']);
  });

  it('opens no longer than the clinic says, and its link is then forgotten', async () => {
    const { submissionId, token } = await send();
    const lastMoment = server.deps.clinic.links.formCopyDays * dayMs;
    world.clock.at = new Date(world.clock.at.getTime() + lastMoment - 1000);
    assert.equal((await server.get(endpoints.formCopy(submissionId), token)).status, 200);
    world.clock.at = new Date(world.clock.at.getTime() + 1000);
    assert.equal((await server.get(endpoints.formCopy(submissionId), token)).status, 401);
    await eraseExpiredCopyLinks(server.deps);
    assert.deepEqual(await store.db.select().from(formCopyLinks), []);
  });

  it('gets a new link for a patient who asks for the links to their forms', async () => {
    const deps = server.bookings;
    const by = { actor: { kind: 'patient' }, requestId: 'r', idempotencyKeyHash: null } as const;
    const booked = await bookFree(
      deps,
      {
        patientName: 'Alex Sample',
        email: 'alex@example.com',
        phone: '0491 570 156',
        preferredTimes: [callStart],
        primaryConcern: 'I sleep badly',
        timezone: 'Australia/Melbourne',
      },
      by,
    );
    const { bookingId, manageToken } = booked.body;
    const form = await loadForm('mini_intake');
    const answers = wholeAnswers(form, { today: '2026-11-20' });
    const sent = await server.post('/api/forms/mini_intake/submissions', { answers, bookingId, manageToken });
    assert.equal(sent.status, 202, await sent.clone().text());
    const found = await copyLinksOf(server.deps, world.personKeys.of('alex@example.com'));
    assert.deepEqual(
      found.map(({ to, label }) => [to, label.slice(0, 22)]),
      [['alex@example.com', 'The form that you sent']],
    );
    const [, id = '', token] = /#form=([^&]+)&token=(.+)$/.exec(found[0]?.href ?? '') ?? [];
    assert.equal((await server.get(endpoints.formCopy(id), token)).status, 200);
    assert.deepEqual(await copyLinksOf(server.deps, world.personKeys.of('robin@example.com')), []);
  });

  it('stores no token, and opens nothing once the form is erased', async () => {
    const { submissionId, token } = await send();
    const [link] = await store.db.select().from(formCopyLinks);
    assert.ok(link && !JSON.stringify(link).includes(token));
    await store.db.transaction((tx) =>
      submissionRecords.erase(tx, submissionId, { now: world.clock.now(), keptUntil: '2033-11-20' }),
    );
    assert.equal((await server.get(endpoints.formCopy(submissionId), token)).status, 401);
    assert.deepEqual(await store.db.select().from(formCopyLinks), []);
  });
});
