import type { Config } from './config/config.ts';
import {
  Availability,
  availabilityFeature,
  FailOver,
  noteCalendarReads,
  noteMailboxReads,
  noteOutages,
  storedCalendarReads,
  storedCalendarVersions,
  storedOutages,
} from './features/availability/index.ts';
import {
  type BookingDeps,
  bookingsFeature,
  defaultTimings,
  freeBookings,
  mailboxScheduler,
  occupiedTimes,
  timesHeldBy,
} from './features/bookings/index.ts';
import { calendarStatusFeature } from './features/calendar-status/index.ts';
import { calendarSyncFeature } from './features/calendar-sync/index.ts';
import { catalogueFeature } from './features/catalogue/index.ts';
import {
  dataProtectionFeature,
  dataProtectionGauges,
  ownSealedColumns,
  retentionPoliciesOf,
} from './features/data-protection/index.ts';
import {
  drawSubmission,
  type FormDeps,
  formsElsewhereFeature,
  formsFeature,
  submittedForms,
} from './features/forms/index.ts';
import { linksFeature } from './features/links/index.ts';
import { alsoAskMailboxes, mailboxesFeature, subscriptionEnds } from './features/mailboxes/index.ts';
import { messagesFeature } from './features/messages/index.ts';
import { pagesFeature } from './features/pages/index.ts';
import { type PersonKeys, patientsFeature } from './features/patients/index.ts';
import { paymentsFeature } from './features/payments/index.ts';
import { recordsFeature } from './features/records/index.ts';
import { staffAccessFeature, storedSessions } from './features/staff-access/index.ts';
import { staffTasksFeature } from './features/staff-tasks/index.ts';
import {
  isInvited,
  keepFreedSlot,
  waitlistEntitlements,
  waitlistFeature,
} from './features/waitlist/index.ts';
import type { openUpstreams } from './open-upstreams.ts';
import type { Feature } from './platform/feature.ts';
import { clientAddressFinder } from './platform/http/requests/client-address.ts';
import { RateLimit, strictPerMinute } from './platform/http/requests/rate-limit.ts';
import { idempotencyFeature } from './platform/idempotency/feature.ts';
import { limitsFeature } from './platform/limits/feature.ts';
import { createLimits } from './platform/limits/limits.ts';
import { createLiveChannel } from './platform/live/live-channel.ts';
import type { Platform } from './platform/platform.ts';
import { createStaffAuth } from './platform/staff-auth/staff-auth.ts';
import { webhookInbox } from './platform/webhook-inbox/index.ts';
import { paymentGateways } from './ports/payments/gateway.ts';
import { cardSources } from './upstreams/stripe/card-sources.ts';

export interface Parts extends Platform {
  config: Config;
  upstreams: ReturnType<typeof openUpstreams>;
  personKeys: PersonKeys;
  /** Draws documents in a thread of its own. */
  drawPdf: NonNullable<FormDeps['drawPdf']>;
  /** Aborted when the server stops. */
  stopping: AbortSignal;
  /** Aborted earlier, when the server takes no new requests and answers those that it has. */
  draining: AbortSignal;
  /** A folder of pages to serve beside our own, as the preview does with its example pages. */
  previewPages?: string | undefined;
  /** The folder of the built widgets; without it, `packages/widgets/dist`. */
  widgets?: string | undefined;
}

/** The list of features, each joined to the ports that it needs. A new feature is one line here. */
export function composeFeatures({ config, upstreams, ...parts }: Parts): readonly Feature[] {
  const { environment, clinic } = config;
  const { store, clock } = parts;
  const { calendar, records, payments, mailer, formsElsewhere } = upstreams;
  const sessions = storedSessions({ db: store.db, clock, staff: clinic.staff });
  const own = (page: string) => `${environment.PUBLIC_URL}/${page}`;
  const base = {
    ...parts,
    clinic,
    publicUrl: environment.PUBLIC_URL,
    names: upstreams.names,
    enquiriesEmail: environment.ENQUIRIES_EMAIL,
    messageIdDomain: new URL(environment.PUBLIC_URL).hostname,
    managePage: clinic.pages.manage || own('manage'),
    formsPage: clinic.pages.forms || own('forms'),
    waitlistPage: clinic.pages.waitlist || own('waitlist'),
    clientAddress: clientAddressFinder(environment.TRUSTED_PROXIES),
    limits: createLimits({
      hash: parts.personKeys.ofText,
      clock,
      metrics: parts.metrics,
      phone: clinic.clinic.phone,
    }),
    staff: createStaffAuth({
      secret: environment.CONSULTANT_JWT_SECRET,
      clock,
      desk: { publicUrl: environment.PUBLIC_URL, sessions },
    }),
  };
  const reads = storedCalendarReads({ db: store.db, clock, log: parts.log });
  const mailboxes = upstreams.mailboxes && noteMailboxReads(upstreams.mailboxes.mailboxes, reads);
  const outages = storedOutages({ db: store.db, clock });
  const noted = noteCalendarReads(calendar.offeredStarts, reads);
  const offeredStarts = noteOutages(noted, outages, parts.log);
  const failOver = mailboxes && new FailOver({ ...base, outages, calendar: offeredStarts, mailboxes });
  const availability = new Availability({
    ...base,
    calendar: offeredStarts,
    busy: [occupiedTimes(store, clock)],
    mailboxes,
    failOver,
    versions: storedCalendarVersions(store.db),
  });
  const paymentDeps = { ...base, gateways: paymentGateways(payments.gateway), webhooks: payments.webhooks };
  const asked = { offeredStarts, scheduler: calendar.scheduler };
  const forBookings = mailboxes
    ? alsoAskMailboxes(asked, {
        ...base,
        mailboxes,
        timesHeldBy: (bookingId) => timesHeldBy(store.db, [bookingId], clock.now()),
        mailboxChanged: (practitionerId) => availability.mailboxChanged(practitionerId),
      })
    : asked;
  const bookings: BookingDeps = {
    ...base,
    scheduler: forBookings.scheduler,
    calendar: forBookings.offeredStarts,
    failOver:
      failOver && mailboxes
        ? { rules: failOver, scheduler: mailboxScheduler({ ...base, mailboxes, failOver }) }
        : null,
    freeTimes: availability,
    timings: defaultTimings,
    payments: paymentDeps,
    submittedForms: (bookingId) => submittedForms(store.db, bookingId),
    entitlements: waitlistEntitlements(base),
    keepFreedSlot: (tx, booking) => keepFreedSlot(tx, base, booking),
  };
  const cards = cardSources({ apiBase: environment.STRIPE_API_BASE, scriptUrl: environment.STRIPE_JS_URL });

  const strictLimit = () => new RateLimit(clock, strictPerMinute);
  const features: Feature[] = [
    catalogueFeature(base),
    availabilityFeature(availability, (invitation) => isInvited(base, invitation), {
      ...base,
      outages,
      calendar: offeredStarts,
      failOver,
    }),
    calendarSyncFeature({ ...base, ...calendar, availability }),
    ...(upstreams.mailboxes && mailboxes
      ? [
          mailboxesFeature({
            ...base,
            ...upstreams.mailboxes,
            mailboxes,
            availability,
            scheduler: calendar.scheduler,
          }),
        ]
      : []),
    calendarStatusFeature({
      ...base,
      reads,
      hasMailbox: (practitionerId) => mailboxes?.has(practitionerId) ?? false,
      subscriptionEnds: () => subscriptionEnds(store.db, clock.now()),
    }),
    bookingsFeature(bookings, base.staff),
    paymentsFeature(paymentDeps),
    waitlistFeature({ ...base, bookings: freeBookings(bookings), joinLimit: strictLimit() }),
    linksFeature({ ...base, bookings, waitlist: base, forms: base }),
    formsFeature({ ...base, draftLimit: strictLimit(), callBackLimit: strictLimit() }),
    ...(formsElsewhere ? [formsElsewhereFeature({ ...base, ...formsElsewhere })] : []),
    patientsFeature(),
    recordsFeature({ ...base, records, drawForm: (submission) => drawSubmission(base, submission) }),
    messagesFeature({ ...base, mailer }),
    staffTasksFeature(base),
    staffAccessFeature({
      ...base,
      sessions,
      accounts: upstreams.staffAccounts,
      live: createLiveChannel(base),
      signInLimit: strictLimit(),
    }),
    idempotencyFeature(base),
    limitsFeature(base),
    pagesFeature({ ...base, cards }),
  ];
  const dataProtection = dataProtectionFeature({
    ...base,
    gauges: dataProtectionGauges(base.metrics),
    sealedColumns: [...sealedColumnsOf(features), ...ownSealedColumns],
    retentionPolicies: retentionPoliciesOf(features.flatMap(({ retention }) => retention ?? [])),
  });
  const webhooks = webhookInbox(
    base,
    features.flatMap((feature) => feature.webhooks ?? []),
  );
  return [...features, dataProtection, webhooks];
}

/** Every column with sealed values that these features declare. */
export function sealedColumnsOf(features: readonly Feature[]) {
  return features.flatMap(({ sealedColumns }) => sealedColumns ?? []);
}
