import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Clinic } from '../config/clinic.ts';
import {
  Availability,
  availabilityRoutes,
  calendarVersionsInMemory,
} from '../features/availability/index.ts';
import {
  bookingRoutes,
  occupiedTimes,
  openWithToken,
  paidBookingRoutes,
} from '../features/bookings/index.ts';
import { cancelBooking } from '../features/bookings/manage.ts';
import { slotHolds } from '../features/bookings/tables.ts';
import { withdraw } from '../features/bookings/withdraw.ts';
import {
  isInvited,
  JoinLimit,
  joinWaitlist,
  noteBooked,
  noteFreed,
  type OfferDeps,
  openPersonKeys,
  registerOffers,
  registerWaitlist,
  staffWaitlistRoutes,
  unsubscribeRoutes,
  type WaitlistDeps,
  waitlistOfferRoutes,
  waitlistRights,
  waitlistRoutes,
} from '../features/waitlist/index.ts';
import { waitlistOffers } from '../features/waitlist/tables.ts';
import { createIdempotency } from '../platform/idempotency/idempotency.ts';
import { silentLog } from '../platform/observability/log.ts';
import { createStaffAuth } from '../platform/staff-auth/staff-auth.ts';
import type { Store } from '../platform/store/store.ts';
import { testApp } from './app.ts';
import { freshWorld, sealing, serverOn } from './booking-bench.ts';
import { staffSecret } from './waitlist-bench.ts';

/** Bookings and waitlists together: what outlives a killed server. */
export async function freshOfferWorld(store: Store, now?: string) {
  for (const table of ['waitlist_offers', 'freed_slots', 'waitlist_entries', 'waitlist_launches']) {
    await store.db.execute(sql`delete from ${sql.identifier(table)}`);
  }
  const world = await freshWorld(store, now);
  return { ...world, personKeys: await openPersonKeys({ db: store.db, sealing }) };
}

export type OfferWorld = Awaited<ReturnType<typeof freshOfferWorld>>;

interface Options {
  waitlist?: Partial<Clinic['waitlist']>;
  /** Which of its acts (writes, outside calls, counted from 1) is its last moment. */
  crashBefore?: number;
}

/** A server on that world, joined as `compose.ts` joins it. */
export function offerServer(world: OfferWorld, { waitlist: settings, crashBefore }: Options = {}) {
  const { deps: bookings, jobs, acts } = serverOn(world, crashBefore);
  bookings.clinic = { ...bookings.clinic, waitlist: { ...bookings.clinic.waitlist, ...settings } };
  const { store, clock, clinic, enquiriesEmail, messageIdDomain } = bookings;
  const availability = new Availability({
    clinic,
    reader: world.calendar,
    occupied: occupiedTimes(world.store, clock),
    versions: calendarVersionsInMemory(),
    clock,
  });
  bookings.freeTimes = availability;
  const waitlist: WaitlistDeps = {
    store,
    jobs,
    sealing,
    personKeys: world.personKeys,
    clock,
    clinic,
    waitlistPage: 'https://clinic.example.com/waitlist',
    publicUrl: 'https://booking.example.com',
    enquiriesEmail,
    messageIdDomain,
  };
  bookings.onConfirmed = (tx, { id, service, patient }) =>
    noteBooked(tx, waitlist, { id, service, email: patient.email });
  bookings.rights = waitlistRights(waitlist);
  bookings.onFreed = (tx, booking) => noteFreed(tx, waitlist, booking);
  const deps: OfferDeps = { ...waitlist, bookings };
  registerWaitlist(waitlist, jobs);
  registerOffers(deps, jobs);
  const { run } = createIdempotency({ db: world.store.db, sealing, clock, log: silentLog });
  const app = testApp(
    [
      ...availabilityRoutes(availability, (invitation) => isInvited(waitlist, invitation)),
      ...bookingRoutes(bookings),
      ...paidBookingRoutes(bookings),
      ...waitlistRoutes({
        ...waitlist,
        joinLimit: new JoinLimit(clock, 1_000),
        clientAddress: () => '192.0.2.1',
      }),
      ...waitlistOfferRoutes(deps),
      ...unsubscribeRoutes(waitlist),
      ...staffWaitlistRoutes({ ...waitlist, staff: createStaffAuth({ secret: staffSecret, clock }) }),
    ],
    { clock, idempotently: run },
  );
  return {
    deps,
    jobs,
    acts,
    app,
    /** Runs what is due. */
    async settle(): Promise<void> {
      while ((await jobs.runDue()) > 0);
    },
    /** Moves the clock on, and runs what is due then. */
    async pass(minutes: number): Promise<void> {
      world.clock.at = new Date(world.clock.at.getTime() + minutes * 60_000);
      while ((await jobs.runDue()) > 0);
    },
    /** Puts somebody on the list of an open service. */
    async join(name: string, more: Partial<WaitlistJoin> = {}) {
      const request: WaitlistJoin = {
        service: 'alternative_medicine',
        name,
        email: `${name}@example.com`,
        phone: '0491 570 156',
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
        ...more,
      };
      const { body } = await joinWaitlist(deps, request, { idempotencyKeyHash: null, requestId: undefined });
      return body;
    },
    post: (path: string, body: unknown, token?: string, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
        body: JSON.stringify(body),
      }),
    /** A patient cancels; what follows is left to the jobs. */
    async cancel({ bookingId, manageToken }: { bookingId: string; manageToken: string }): Promise<void> {
      await cancelBooking(bookings, await openWithToken(bookings, bookingId, manageToken), undefined);
    },
    /** The job that takes a cancelled booking out of the calendar, at this very moment. */
    withdraw: (bookingId: string) =>
      withdraw(bookings, { payload: { bookingId }, signal: new AbortController().signal }),
  };
}

export type OfferServer = ReturnType<typeof offerServer>;

/** All offers, oldest first. */
export function allOffers({ store }: Pick<OfferWorld, 'store'>) {
  return store.db.select().from(waitlistOffers).orderBy(waitlistOffers.offeredAt, waitlistOffers.expiresAt);
}

/** What is held at this moment: not released, and not run out. */
export async function heldNow(
  { store, clock }: Pick<OfferWorld, 'store' | 'clock'>,
  practitionerId?: string,
) {
  const rows = await store.db
    .select()
    .from(slotHolds)
    .where(
      and(
        isNull(slotHolds.releasedAt),
        practitionerId ? eq(slotHolds.practitionerId, practitionerId) : undefined,
      ),
    );
  return rows.filter((row) => row.expiresAt === null || row.expiresAt > clock.now());
}
