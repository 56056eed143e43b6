import { createHmac } from 'node:crypto';
import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import { type SQLWrapper, sql } from 'drizzle-orm';
import type { Clinic } from '../config/clinic.ts';
import { registerNotifications } from '../features/notifications/index.ts';
import {
  JoinLimit,
  openPersonKeys,
  registerWaitlist,
  staffWaitlistRoutes,
  unsubscribeRoutes,
  type WaitlistDeps,
  waitlistRoutes,
} from '../features/waitlist/index.ts';
import { createStaffAuth } from '../platform/staff-auth/staff-auth.ts';
import type { Queryable } from '../platform/store/database.ts';
import { rowsOf } from '../platform/store/migrate.ts';
import type { Store } from '../platform/store/store.ts';
import { InMemoryMailer } from '../upstreams/mail/in-memory.ts';
import { testApp } from './app.ts';
import { Crash, clinic, sealing } from './booking-bench.ts';
import { HandJobs } from './hand-jobs.ts';

/** What the tokens of `staffHeader` are signed with. */
export const staffSecret = 'a secret of at least 32 characters';

/** Those that refer to others first. */
const waitlistTables = [
  'waitlist_offers',
  'freed_slots',
  'waitlist_entries',
  'waitlist_launches',
  'mails',
  'staff_tasks',
];

/** What outlives a killed server: store, queue, mailboxes and time. */
export async function freshWaitlists(store: Store, now = '2026-11-20T05:00:00Z') {
  for (const table of waitlistTables) {
    await store.db.execute(sql`delete from ${sql.identifier(table)}`);
  }
  const clock = { at: new Date(now), now: () => new Date(clock.at) };
  const personKeys = await openPersonKeys({ db: store.db, sealing });
  return {
    store,
    clock,
    mailer: new InMemoryMailer(),
    jobs: await HandJobs.open(store.db, clock),
    personKeys,
  };
}

export type WaitlistWorld = Awaited<ReturnType<typeof freshWaitlists>>;

interface ServerOptions {
  waitlist?: Partial<Clinic['waitlist']>;
  /** Services that are open beside those of the real clinic. */
  open?: readonly string[];
  /** Services of which nothing is booked on the page. */
  byPhone?: readonly string[];
  /** Which of its acts (transactions, writes, mails; counted from 1) is its last moment. */
  crashBefore?: number;
  joinsPerMinute?: number;
}

/** A server on that world. */
export function waitlistServer(world: WaitlistWorld, options: ServerOptions = {}) {
  const { clock, personKeys } = world;
  let acts = 0;
  const act = () => {
    acts += 1;
    if (acts >= (options.crashBefore ?? Number.POSITIVE_INFINITY)) throw new Crash(`before act ${acts}`);
  };
  const db = dying(world.store.db, ['transaction', 'insert', 'update', 'delete'], act);
  const mailer = dying(world.mailer, ['send'], act);
  const jobs = world.jobs.process(act);
  const deps: WaitlistDeps = {
    store: { db },
    jobs,
    sealing,
    personKeys,
    clock,
    clinic: {
      ...clinic,
      waitlist: { ...clinic.waitlist, ...options.waitlist },
      services: clinic.services.map((service) => ({
        ...service,
        status: options.open?.includes(service.id) ? ('open' as const) : service.status,
        visits: options.byPhone?.includes(service.id)
          ? service.visits.map((visit) => ({ ...visit, bookable: 'phone' as const }))
          : service.visits,
      })),
    },
    waitlistPage: 'https://clinic.example.com/waitlist',
    publicUrl: 'https://booking.example.com',
    enquiriesEmail: 'enquiries@clinic.example.com',
    messageIdDomain: 'clinic.example.com',
  };
  registerWaitlist(deps, jobs);
  registerNotifications({ store: { db }, mailer, sealing, clock }, jobs);
  const staff = createStaffAuth({ secret: staffSecret, clock });
  const joinLimit = new JoinLimit(clock, options.joinsPerMinute ?? 1_000);
  const app = testApp([
    ...waitlistRoutes({ ...deps, joinLimit, clientAddress: () => '192.0.2.1' }),
    ...unsubscribeRoutes(deps),
    ...staffWaitlistRoutes({ ...deps, staff }),
  ]);
  return {
    deps,
    jobs,
    app,
    /** Runs what is due, mails included. */
    async settle(): Promise<void> {
      while ((await jobs.runDue()) > 0);
    },
  };
}

export type WaitlistServer = ReturnType<typeof waitlistServer>;

/** A request as a page sends it. */
export function joinRequest(more: Partial<WaitlistJoin> = {}): WaitlistJoin {
  return {
    service: 'counseling',
    name: 'Alex Sample',
    email: 'alex@example.com',
    interestLevel: 3,
    contactPreference: 'email',
    consent: true,
    ...more,
  };
}

/** A staff token in a header. */
export function staffHeader(
  clock: { now(): Date },
  permissions: readonly string[] = ['waitlist:manage'],
): Record<string, string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = clock.now().getTime() / 1000 + 3600;
  const signed = `${part({ alg: 'HS256' })}.${part({ sub: 'reception-1', role: 'staff', permissions, exp })}`;
  const signature = createHmac('sha256', staffSecret).update(signed).digest('base64url');
  return { Authorization: `Bearer ${signed}.${signature}` };
}

/** The same object, which calls `act` before each of these methods. */
function dying<Thing extends object>(
  thing: Thing,
  methods: readonly (keyof Thing)[],
  act: () => void,
): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (methods.some((method) => method === name)) act();
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** Fills the list of `counseling` with so many who wait, and another one beside it, as big as real rows. */
export async function fillWaitlist(store: Store, count: number): Promise<void> {
  const contact = sealing.seal({ name: 'Alex Sample', email: 'alex@example.com', wishes: {} }, 'filling');
  const rows = (service: string) =>
    sql`insert into waitlist_entries (id, service, status, person_key, contact, secrets, interest_level,
      contact_preference, consent_version, before_opening, joined_at)
      select gen_random_uuid(), ${service}, 'waiting', md5(n::text) || md5((-n)::text), ${contact}, ${contact + contact},
      1 + n % 5, 'email', '2026-11-20', true, now() from generate_series(1, ${count}::int) as n`;
  await store.db.execute(rows('counseling'));
  await store.db.execute(rows('equine_therapy'));
  // What the server's autovacuum does by itself within a minute of so many writes.
  await store.db.execute(sql`vacuum (analyze) waitlist_entries`);
}

/** How the database answers a query, line by line. */
export async function planOf(db: Queryable, query: SQLWrapper): Promise<string> {
  return rowsOf(await db.execute(sql`explain (costs off) ${query.getSQL()}`))
    .map((row) => String(row['QUERY PLAN']))
    .join('\n');
}
