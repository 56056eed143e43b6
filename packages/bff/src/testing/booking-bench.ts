import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asc, isNull, sql } from 'drizzle-orm';
import { readClinic } from '../config/read-clinic.ts';
import { Availability, calendarVersionsInMemory } from '../features/availability/index.ts';
import {
  type BookingDeps,
  occupiedTimes,
  paymentOwner,
  registerBookings,
  usualPace,
} from '../features/bookings/index.ts';
import { registerNotifications } from '../features/notifications/index.ts';
import { type PaymentDeps, registerPayments } from '../features/payments/index.ts';
import { createSealing } from '../platform/crypto/sealing.ts';
import { silentLog } from '../platform/observability/log.ts';
import { createMetrics } from '../platform/observability/metrics.ts';
import { staffTasks } from '../platform/staff-tasks/tables.ts';
import type { Store } from '../platform/store/store.ts';
import { InMemoryCalendar } from '../upstreams/calendly/in-memory.ts';
import { InMemoryMailer } from '../upstreams/mail/in-memory.ts';
import { InMemoryPracticeRecords } from '../upstreams/medirecords/in-memory.ts';
import { InMemoryPayments } from '../upstreams/stripe/in-memory.ts';
import { HandJobs } from './hand-jobs.ts';

/** The real clinic, with its defaults. */
export const clinic = readClinic(
  readFileSync(fileURLToPath(new URL('../../../../clinic.yaml', import.meta.url)), 'utf8'),
  'clinic.yaml',
  {},
);

/** The Calendly event type of the free consultation. */
export const consultationType =
  clinic.services[0]?.visits.find((visit) => visit.kind === 'consultation')?.eventTypes.consultant ?? '';

/** The key of `DATA_ENCRYPTION_KEYS` in these tests. */
export const testKey = { id: 'test', key: new Uint8Array(32).fill(7) };
export const sealing = createSealing([testKey]);

/** The process is gone: nothing after this line of it runs. */
export class Crash extends Error {}

/** Those that refer to others first. */
const lastingTables = [
  'booking_filings',
  'booking_steps',
  'slot_holds',
  'bookings',
  'booking_payments',
  'payment_notices',
  'mails',
  'staff_tasks',
];

/** Everything outside a booking that lasts: the world that a killed server leaves behind. */
export async function freshWorld(store: Store, now = '2026-11-20T05:00:00Z') {
  // Not `truncate`: on tables this small it takes thirty times as long.
  for (const table of lastingTables) await store.db.execute(sql`delete from ${sql.identifier(table)}`);
  const clock = { at: new Date(now), now: () => new Date(clock.at) };
  const calendar = new InMemoryCalendar();
  const records = new InMemoryPracticeRecords();
  const mailer = new InMemoryMailer();
  const payments = new InMemoryPayments(clock.now);
  const jobs = await HandJobs.open(store.db, clock);
  return {
    store,
    clock,
    calendar,
    payments,
    records,
    mailer,
    jobs,
    /** The kinds of the open tasks, oldest first. */
    async openTasks(): Promise<string[]> {
      const rows = await store.db
        .select({ kind: staffTasks.kind })
        .from(staffTasks)
        .where(isNull(staffTasks.doneAt))
        .orderBy(asc(staffTasks.createdAt), asc(staffTasks.kind));
      return rows.map((row) => row.kind);
    },
    /** The first try of a booking reaches the calendar after all. */
    async landLate(bookingId: string): Promise<void> {
      const tried = calendar.attempts.find((one) => one.bookingId === bookingId);
      if (!tried) throw new Error('It was never tried.');
      const outcome = await calendar.book(tried);
      if (outcome.kind !== 'booked') throw new Error('It did not land.');
    },
  };
}

export type World = Awaited<ReturnType<typeof freshWorld>>;

/**
 * A server on that world.
 * @param crashBefore which of its acts (writes, outside calls, counted from 1) is its last moment
 */
export function serverOn(world: World, crashBefore = Number.POSITIVE_INFINITY) {
  let acts = 0;
  const act = () => {
    acts += 1;
    if (acts >= crashBefore) throw new Crash(`before act ${acts}`);
  };
  const { clock } = world;
  const store = { db: watched(world.store.db, ['transaction', 'insert', 'update', 'delete'], act) };
  const calendar = watched(world.calendar, ['book', 'find', 'read', 'cancel', 'freeStarts'], act);
  const records = watched(
    world.records,
    [
      'createPatient',
      'findPatientsByContact',
      'createAppointment',
      'findAppointments',
      'deleteAppointment',
      'readPatient',
      'updatePatient',
      'readAddresses',
      'createAddress',
      'updateAddress',
      'readCards',
      'saveCards',
      'readEmergencyContact',
      'createEmergencyContact',
      'listDocuments',
      'fileDocument',
    ],
    act,
  );
  const gateway = watched(world.payments, ['prepare', 'capture', 'cancel', 'refund', 'read', 'list'], act);
  const mailer = watched(world.mailer, ['send'], act);
  const availability = new Availability({
    clinic,
    reader: world.calendar,
    occupied: occupiedTimes(world.store, clock),
    versions: calendarVersionsInMemory(),
    clock,
  });
  const jobs = world.jobs.process(act);
  const metrics = createMetrics();
  const payments: PaymentDeps = { store, jobs, gateway, sealing, clock, log: silentLog, metrics };
  const deps: BookingDeps = {
    store,
    jobs,
    scheduler: calendar,
    calendar,
    freeTimes: availability,
    records,
    sealing,
    clock,
    clinic,
    log: silentLog,
    metrics,
    pace: { ...usualPace, pageLooks: 10 },
    payments,
    paymentPage: { publishableKey: 'pk_test_bench', scriptUrl: 'https://js.example.com/stripe.js' },
    managePage: 'https://clinic.example.com/manage',
    formsPage: 'https://clinic.example.com/forms',
    enquiriesEmail: 'enquiries@clinic.example.com',
    messageIdDomain: 'clinic.example.com',
  };
  registerBookings(deps, jobs);
  registerPayments(payments, paymentOwner(deps), jobs);
  registerNotifications({ store, mailer, sealing, clock }, jobs);
  return { deps, jobs, acts: () => acts };
}

/** The same object, which calls `act` before each of these methods. */
function watched<Thing extends object>(
  thing: Thing,
  methods: readonly (keyof Thing)[],
  act: () => void,
): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const isAct = methods.some((method) => method === name);
      return (...args: unknown[]) => {
        if (isAct) act();
        return Reflect.apply(value, target, args);
      };
    },
  });
}
