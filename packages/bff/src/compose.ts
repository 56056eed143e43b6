import type { Config } from './config/config.ts';
import { Availability, availabilityRoutes, storedCalendarVersions } from './features/availability/index.ts';
import {
  type BookingDeps,
  bookingRoutes,
  cancelledInCalendar,
  occupiedTimes,
  paidBookingRoutes,
  paymentOwner,
  registerBookings,
  resumeSettling,
  scheduleSweep,
  usualPace,
} from './features/bookings/index.ts';
import {
  type CalendarSyncDeps,
  calendarSyncRoutes,
  registerCalendarSync,
  startCalendarSync,
} from './features/calendar-sync/index.ts';
import { catalogueRoutes } from './features/catalogue/index.ts';
import {
  type DataProtectionDeps,
  dataProtectionGauges,
  refuseUnknownKeys,
  registerDataProtection,
  sealedColumns,
  startDataProtection,
} from './features/data-protection/index.ts';
import {
  draftRoutes,
  drawingThread,
  type FormDeps,
  formRoutes,
  type JotformDeps,
  jotformRoutes,
  markTriageBooked,
  queueFiling,
  queuePatientCopy,
  registerFiling,
  registerFormCopies,
  registerForms,
  registerJotform,
  reopenTriage,
  scheduleDraftErasure,
  staffTriageRoutes,
  submittedForms,
} from './features/forms/index.ts';
import { registerMessages } from './features/messages/index.ts';
import { pageRoutes } from './features/pages/index.ts';
import { type PaymentDeps, paymentNoticeRoutes, registerPayments } from './features/payments/index.ts';
import { gaugeOpenTasks, staffTaskRoutes } from './features/staff-tasks/index.ts';
import {
  isInvited,
  JoinLimit,
  keepFreedSlot,
  markBooked,
  type OfferDeps,
  openPersonKeys,
  registerOffers,
  registerWaitlist,
  scheduleWaitlistMaintenance,
  staffWaitlistRoutes,
  unsubscribeRoutes,
  type WaitlistDeps,
  waitlistEntitlements,
  waitlistGauge,
  waitlistOfferRoutes,
  waitlistRoutes,
} from './features/waitlist/index.ts';
import { openUpstreams } from './open-upstreams.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createSealing } from './platform/crypto/sealing.ts';
import { type App, createApp } from './platform/http/app.ts';
import { clientAddressFinder } from './platform/http/client-address.ts';
import { healthRoutes } from './platform/http/health.ts';
import { openApiRoute } from './platform/http/openapi.ts';
import { defaultRateLimits, type RateLimits } from './platform/http/rate-limit.ts';
import type { Route } from './platform/http/route.ts';
import { createIdempotency } from './platform/idempotency/idempotency.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { createLog, type Log } from './platform/observability/log.ts';
import { createMetrics } from './platform/observability/metrics.ts';
import { outsideCallReporter } from './platform/observability/vendor-calls.ts';
import { createStaffAuth } from './platform/staff-auth/staff-auth.ts';
import { openStore } from './platform/store/store.ts';
import { refuseWrongAccount, sayWhatIsOff } from './start-checks.ts';
import { cardSources } from './upstreams/stripe/card-sources.ts';

export interface ComposeOptions {
  config: Config;
  clock?: Clock | undefined;
  log?: Log | undefined;
  rateLimits?: RateLimits | undefined;
  /** A folder of pages to serve beside our own, as the preview does with its example pages. */
  previewPages?: string | undefined;
}

/** The server, joined together but not listening. */
export interface Bff {
  app: App;
  log: Log;
  /** Starts the jobs; from now on it is ready. */
  start(): Promise<void>;
  /** From now on it says that it is not ready, so that a balancer sends no more. */
  prepareToStop(): void;
  /** Lets running jobs finish, for `graceMs` at most, and closes the store. */
  stop(graceMs: number): Promise<void>;
}

const cleanEveryMs = 60 * 60 * 1000;

/**
 * The one place that knows all parts. Opens the store, fills every port, hands the features what they need.
 * @throws StartRefusal when the store cannot be opened, or Stripe's settings contradict each other
 */
export async function compose(options: ComposeOptions): Promise<Bff> {
  const { environment, clinic } = options.config;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog({ level: environment.LOG_LEVEL, clock });
  refuseWrongAccount(options.config, log);
  const metrics = createMetrics({ processMetrics: true });
  const sealing = createSealing(environment.DATA_ENCRYPTION_KEYS);
  const store = await openStore({
    databaseUrl: environment.DATABASE_URL,
    dataDir: environment.DATA_DIR,
    log,
  });
  const resealNow = await refuseUnknownKeys(store.db, sealing, sealedColumns).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const jobs = createJobs({ store, log, metrics });
  const idempotency = createIdempotency({ db: store.db, sealing, clock, log });
  let state: 'starting' | 'ready' | 'stopping' = 'starting';

  sayWhatIsOff(options.config, log);

  // ── Upstreams: one per outside service, each behind its port. ──
  const stopping = new AbortController();
  const upstreams = openUpstreams(options.config, { clock, report: outsideCallReporter(log, metrics) });
  const { calendar, mailer, records, payments } = upstreams;

  // ── Features: what each needs is handed in; it gives routes, and registers its jobs. ──
  const availability = new Availability({
    clinic,
    calendar: calendar.offeredStarts,
    busy: [occupiedTimes(store, clock), ...upstreams.busyTimes],
    versions: storedCalendarVersions(store.db),
    clock,
    stopping: stopping.signal,
  });
  const paymentDeps: PaymentDeps = { store, jobs, gateway: payments.gateway, sealing, clock, log, metrics };
  const messageIdDomain = new URL(environment.PUBLIC_URL).hostname;
  const waitlist: WaitlistDeps = {
    store,
    jobs,
    sealing,
    personKeys: await openPersonKeys({ db: store.db, sealing }),
    clock,
    clinic,
    waitlistPage: clinic.pages.waitlist || `${environment.PUBLIC_URL}/waitlist`,
    publicUrl: environment.PUBLIC_URL,
    enquiriesEmail: environment.ENQUIRIES_EMAIL,
    messageIdDomain,
  };
  const gaugeWaitlists = waitlistGauge(waitlist, metrics);
  const formsPage = clinic.pages.forms || `${environment.PUBLIC_URL}/forms`;
  const drawing = drawingThread();
  const forms: FormDeps = {
    store,
    jobs,
    sealing,
    clock,
    clinic,
    log,
    metrics,
    formsPage,
    drawPdf: drawing.draw,
    enquiriesEmail: environment.ENQUIRIES_EMAIL,
    messageIdDomain,
    onStored: async (tx, submission) => {
      await queuePatientCopy(tx, { jobs }, submission);
      await queueFiling(tx, { jobs }, submission.id);
    },
  };
  const bookingDeps: BookingDeps = {
    store,
    jobs,
    scheduler: calendar.scheduler,
    calendar: calendar.offeredStarts,
    freeTimes: availability,
    records,
    sealing,
    clock,
    clinic,
    log,
    metrics,
    pace: usualPace,
    payments: paymentDeps,
    paymentPage: {
      publishableKey: environment.STRIPE_PUBLISHABLE_KEY,
      scriptUrl: environment.STRIPE_JS_URL,
    },
    managePage: clinic.pages.manage || `${environment.PUBLIC_URL}/manage`,
    formsPage,
    submittedForms: (bookingId) => submittedForms(store.db, bookingId),
    enquiriesEmail: environment.ENQUIRIES_EMAIL,
    messageIdDomain,
    onConfirmed: async (tx, booking) => {
      const { id, service, patient } = booking;
      await markBooked(tx, waitlist, { id, service, email: patient.email });
      const triaged = await markTriageBooked(tx, forms, booking);
      // The triage that led here was nobody's until now.
      if (triaged !== null) await queueFiling(tx, { jobs }, triaged);
    },
    rights: waitlistEntitlements(waitlist),
    onFreed: async (tx, booking) => {
      await keepFreedSlot(tx, waitlist, booking);
      await reopenTriage(tx, forms, booking);
    },
  };
  registerBookings(bookingDeps, jobs);
  registerPayments(paymentDeps, paymentOwner(bookingDeps), jobs);
  registerWaitlist(waitlist, jobs);
  const offers: OfferDeps = { ...waitlist, bookings: bookingDeps };
  registerOffers(offers, jobs);
  registerForms(forms, jobs);
  const jotform: JotformDeps | null = upstreams.jotform &&
    environment.jotform && {
      ...forms,
      elsewhere: upstreams.jotform,
      webhookSecret: environment.jotform.JOTFORM_WEBHOOK_SECRET,
    };
  if (jotform) registerJotform(jotform, jobs);
  registerFormCopies(forms, jobs);
  registerFiling({ ...forms, records }, jobs);
  registerMessages({ store, mailer, sealing, clock }, jobs);
  const dataProtection: DataProtectionDeps = {
    store,
    jobs,
    sealing,
    clock,
    clinic,
    log,
    gauges: dataProtectionGauges(metrics),
  };
  registerDataProtection(dataProtection, jobs);
  const staff = createStaffAuth({ secret: environment.CONSULTANT_JWT_SECRET, clock });
  const calendarSync: CalendarSyncDeps = {
    store,
    jobs,
    clock,
    webhooks: calendar.webhooks,
    subscriptions: calendar.subscriptions,
    scheduler: calendar.scheduler,
    availability,
    clinic,
    publicUrl: environment.PUBLIC_URL,
    cancelledInCalendar: (event) => cancelledInCalendar(bookingDeps, event),
  };
  registerCalendarSync(calendarSync, jobs);
  const cards = cardSources({
    apiBase: environment.STRIPE_API_BASE,
    scriptUrl: environment.STRIPE_JS_URL,
  });
  const clientAddress = clientAddressFinder(environment.TRUSTED_PROXIES);
  const formRouteDeps = {
    ...forms,
    draftLimit: new JoinLimit(clock),
    callBackLimit: new JoinLimit(clock),
    clientAddress,
  };
  const routes: Route[] = [
    ...catalogueRoutes({ clinic }),
    ...availabilityRoutes(availability, (invitation) => isInvited(waitlist, invitation)),
    ...calendarSyncRoutes(calendarSync),
    ...bookingRoutes(bookingDeps),
    ...paidBookingRoutes(bookingDeps),
    ...(jotform ? jotformRoutes(jotform) : []),
    ...paymentNoticeRoutes({ store, jobs, clock, notices: payments.notices }),
    ...waitlistRoutes({
      ...waitlist,
      joinLimit: new JoinLimit(clock),
      clientAddress,
    }),
    ...waitlistOfferRoutes(offers),
    ...unsubscribeRoutes(waitlist),
    ...staffWaitlistRoutes({ ...waitlist, staff }),
    ...draftRoutes(formRouteDeps),
    ...formRoutes({ ...formRouteDeps, publicUrl: environment.PUBLIC_URL }),
    ...staffTriageRoutes({ ...forms, staff }),
    ...staffTaskRoutes({ store, sealing, clock, metrics, staff }),
    openApiRoute(
      {
        title: `${clinic.clinic.name} booking`,
        version: '1',
        description: 'What the widgets, the phone desk and the vendors of the clinic talk to.',
        url: environment.PUBLIC_URL,
      },
      () => routes,
    ),
    ...healthRoutes({
      ping: store.ping,
      accepts: () => state === 'ready',
      metrics,
      beforeMetrics: async () => {
        await gaugeOpenTasks({ store, metrics });
        await gaugeWaitlists();
      },
    }),
    ...pageRoutes({ clinic, previewPages: options.previewPages, cards }),
  ];

  const app = createApp({
    routes,
    log,
    metrics,
    clock,
    sites: clinic.sites,
    publicUrl: environment.PUBLIC_URL,
    trustedProxies: environment.TRUSTED_PROXIES,
    rateLimits: options.rateLimits ?? defaultRateLimits,
    idempotently: idempotency.run,
  });

  const cleaning = setInterval(() => {
    idempotency
      .clean()
      .catch((error: unknown) => log.warn('Old idempotency keys were not removed', { error }));
  }, cleanEveryMs);

  return {
    app,
    log,
    async start() {
      await jobs.start();
      await startCalendarSync(calendarSync);
      await resumeSettling(bookingDeps);
      await scheduleSweep(bookingDeps);
      await scheduleWaitlistMaintenance(waitlist, 1);
      await startDataProtection(dataProtection, { resealNow });
      await scheduleDraftErasure(forms, 1);
      state = 'ready';
    },
    prepareToStop() {
      state = 'stopping';
    },
    async stop(graceMs) {
      state = 'stopping';
      clearInterval(cleaning);
      try {
        await jobs.stop(graceMs);
      } finally {
        stopping.abort();
        await drawing.stop();
        upstreams.mailer.close();
        await store.close();
      }
    },
  };
}
