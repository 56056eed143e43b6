import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { taxDocumentList } from '@botaniqal/shared/contracts/tax-documents.ts';
import { sql } from 'drizzle-orm';
import { extractText, getDocumentProxy } from 'unpdf';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import {
  clinic,
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  followupCents,
  openFollowups,
} from '../../testing/fixtures/bookings/paid-fixture.ts';
import { staffHeader, staffSecret } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { invoicesFeature } from './feature.ts';
import { documentsOf, issueDocuments } from './issue-documents.ts';
import { taxDocuments } from './tables.ts';
import { documentNumber } from './tax-document.ts';

const starts = [
  '2026-11-23T22:30:00Z',
  '2026-11-24T01:00:00Z',
  '2026-11-24T02:00:00Z',
  '2026-11-24T03:00:00Z',
];

describe('tax invoices and credit notes', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    server = serverOn(world);
    openFollowups(world, starts);
  });

  const deps = () => ({
    store,
    sealing,
    clock: world.clock,
    clinic,
    staff: createStaffAuth({ secret: staffSecret, clock: world.clock }),
  });
  const numbers = async (bookingId: string) =>
    (await documentsOf(deps(), store.db, bookingId)).map((one) => [documentNumber(one), one.amountCents]);
  const refunded = (bookingId: string, refundedCents: number) =>
    store.db.execute(
      sql`update booking_payments set refunded_cents = ${refundedCents} where booking_id = ${bookingId}`,
    );
  const confirmed = async (start: string) => {
    const held = await confirmedFollowup(server, world, start, starts.indexOf(start));
    return { ...held, id: held.bookingId };
  };

  it('are numbered without gaps, each kind by itself, and issued once', async () => {
    const first = await confirmed(starts[0] ?? '');
    const second = await confirmed(starts[1] ?? '');
    for (const { id } of [first, second, first]) await issueDocuments(deps(), id);
    await refunded(second.id, 2000);
    await issueDocuments(deps(), second.id);
    await refunded(second.id, followupCents);
    await issueDocuments(deps(), second.id);
    assert.deepEqual(await numbers(first.id), [['INV-000001', followupCents]]);
    assert.deepEqual(await numbers(second.id), [
      ['INV-000002', followupCents],
      ['CN-000001', 2000],
      ['CN-000002', followupCents - 2000],
    ]);
  });

  it('have no gap and no twin when servers issue at the same time, and some of them fail', async () => {
    const bookings = [];
    for (const start of starts) bookings.push(await confirmed(start));
    // One server dies in the middle: its number is not used up.
    const broken = { ...deps(), clock: { now: () => new Date(Number.NaN) } };
    await assert.rejects(issueDocuments(broken, bookings[0]?.id ?? ''));
    const twice = [...bookings, ...bookings];
    await Promise.all(twice.map(({ id }) => issueDocuments(deps(), id)));
    const rows = await store.db.select({ number: taxDocuments.number }).from(taxDocuments);
    assert.deepEqual(rows.map(({ number }) => number).sort(), [1, 2, 3, 4]);
  });

  it('are not issued by a clinic without an ABN, or before money was taken', async () => {
    const booking = await confirmed(starts[0] ?? '');
    const without = { ...clinic, clinic: { ...clinic.clinic, abn: '' } };
    await issueDocuments({ ...deps(), clinic: without }, booking.id);
    assert.deepEqual(await numbers(booking.id), []);
    await store.db.execute(sql`update booking_payments set captured_cents = 0`);
    await issueDocuments(deps(), booking.id);
    assert.deepEqual(await numbers(booking.id), []);
  });

  it('are opened by the token of the booking and by staff, as a PDF that says what a tax invoice must', async () => {
    const booking = await confirmed(starts[0] ?? '');
    await issueDocuments(deps(), booking.id);
    await refunded(booking.id, 2000);
    await issueDocuments(deps(), booking.id);
    const app = testApp(invoicesFeature(deps()).routes ?? []);
    const path = `/api/bookings/${booking.id}/tax-documents`;
    const headers = { Authorization: `Bearer ${booking.manageToken}` };
    const { documents } = taxDocumentList.parse(await (await app.request(path, { headers })).json());
    assert.deepEqual(
      documents.map(({ kind, number }) => [kind, number]),
      [
        ['invoice', 'INV-000001'],
        ['credit_note', 'CN-000001'],
      ],
    );
    const textOf = async (answer: Response) => {
      assert.equal(answer.headers.get('content-type'), 'application/pdf');
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), {
        mergePages: true,
      });
      return text.replaceAll(/\s+/g, ' ');
    };
    const [invoice, credit] = documents;
    const first = await textOf(await app.request(`${path}/${invoice?.documentId}/pdf`, { headers }));
    for (const words of [
      'Tax invoice INV-000001',
      'ABN 49 624 595 711',
      'Alex Sample',
      '29 February 1980',
      'Dr Dia',
      booking.confirmationNumber,
      'card, online',
      '$79.00',
      'No GST is included',
    ]) {
      assert.ok(first.includes(words), `${words} in ${first}`);
    }
    const staff = { headers: staffHeader(world.clock, ['bookings:read']) };
    const staffPath = `/api/staff/bookings/${booking.id}/tax-documents`;
    assert.equal((await app.request(staffPath, staff)).status, 200);
    const second = await textOf(await app.request(`${staffPath}/${credit?.documentId}/pdf`, staff));
    for (const words of ['Credit note CN-000001', 'For invoice INV-000001', '$20.00']) {
      assert.ok(second.includes(words), `${words} in ${second}`);
    }
  });

  it('are not opened by another token, and not those of another booking', async () => {
    const [one, two] = [await confirmed(starts[0] ?? ''), await confirmed(starts[1] ?? '')];
    for (const { id } of [one, two]) await issueDocuments(deps(), id);
    const app = testApp(invoicesFeature(deps()).routes ?? []);
    const headers = { Authorization: `Bearer ${one.manageToken}` };
    const [foreign] = await documentsOf(deps(), store.db, two.id);
    assert.equal((await app.request(`/api/bookings/${two.id}/tax-documents`, { headers })).status, 401);
    const path = `/api/bookings/${one.id}/tax-documents/${foreign?.id}/pdf`;
    assert.equal((await app.request(path, { headers })).status, 404);
    assert.equal((await app.request(`/api/staff/bookings/${one.id}/tax-documents`)).status, 401);
  });
});
