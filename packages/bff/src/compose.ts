import { auditSubjectsOf } from './compose-audit.ts';
import { joinBookings } from './compose-bookings.ts';
import { joinTaskActs, joinTaskEnds, ownTasks } from './compose-task-acts.ts';
import { availabilityFeature, openCalendars } from './features/availability/index.ts';
import {
  answerReminder,
  bookingsFeature,
  confirmAgain,
  freeBookings,
  isStillToCome,
  occupiedTimes,
} from './features/bookings/index.ts';
import { calendarStatusFeature } from './features/calendar-status/index.ts';
import { calendarSyncFeature } from './features/calendar-sync/index.ts';
import { catalogueFeature } from './features/catalogue/index.ts';
import { protectDataOf } from './features/data-protection/index.ts';
import { drawSubmission, formsElsewhereFeature, formsFeature } from './features/forms/index.ts';
import { invoicesFeature } from './features/invoices/index.ts';
import { linksFeature } from './features/links/index.ts';
import { mailboxesFeature, subscriptionEnds } from './features/mailboxes/index.ts';
import { countFailedMessages, messagesFeature, readByTeamText } from './features/messages/index.ts';
import { numbersFeature } from './features/numbers/index.ts';
import { pagesFeature } from './features/pages/index.ts';
import { patientsFeature } from './features/patients/index.ts';
import { paymentsFeature } from './features/payments/index.ts';
import { phoneBookingFeature } from './features/phone-booking/index.ts';
import { differencesOfPractitioners, reconciliationFeature } from './features/reconciliation/index.ts';
import {
  countFormsNotFiled,
  formFilings,
  isFiled,
  recordedTimes,
  recordsFeature,
} from './features/records/index.ts';
import { staffAccessFeature } from './features/staff-access/index.ts';
import { staffTasksFeature } from './features/staff-tasks/index.ts';
import { keptThemes, themesFeature } from './features/themes/index.ts';
import { todayFeature } from './features/today/index.ts';
import { countWaiting, isInvited, waitlistFeature } from './features/waitlist/index.ts';
import type { Feature } from './platform/feature.ts';
import { RateLimit, strictPerMinute } from './platform/http/requests/rate-limit.ts';
import { idempotencyFeature } from './platform/idempotency/feature.ts';
import { limitsFeature } from './platform/limits/feature.ts';
import { createLiveChannel } from './platform/live/live-channel.ts';
import { webhookInbox } from './platform/webhook-inbox/index.ts';
import { paymentGateways } from './ports/payments/gateway.ts';
import { type Parts, sharedParts } from './shared-parts.ts';
import { cardSources } from './upstreams/stripe/card-sources.ts';

/** The list of features, each joined to the ports that it needs. A new feature is one line here. */
export function composeFeatures(parts: Parts): readonly Feature[] {
  const { upstreams } = parts;
  const { calendar, records, payments, mailer, formsElsewhere } = upstreams;
  const { environment } = parts.config;
  const base = sharedParts(parts);
  const { store, clock } = base;
  const recorded = recordedTimes({ ...base, records });
  const calendars = openCalendars({
    ...base,
    calendar: calendar.offeredStarts,
    busy: [occupiedTimes(store, clock)],
    mailboxes: upstreams.mailboxes?.mailboxes ?? null,
    recorded,
  });
  const { availability, mailboxes, reads } = calendars;
  const paymentDeps = { ...base, gateways: paymentGateways(payments.gateway), webhooks: payments.webhooks };
  const sendsTexts = upstreams.texts !== null;
  const isWanted = (bookingId: string, start: Date) => isStillToCome(base, bookingId, start);
  const bookings = joinBookings(
    { ...base, sendsTexts, payments: paymentDeps },
    calendar.scheduler,
    calendars,
    recorded,
  );
  const cards = cardSources({ apiBase: environment.STRIPE_API_BASE, scriptUrl: environment.STRIPE_JS_URL });

  const strictLimit = () => new RateLimit(clock, strictPerMinute);
  const features: Feature[] = [
    catalogueFeature(base),
    availabilityFeature(availability, (invitation) => isInvited(base, invitation), {
      ...base,
      ...calendars,
      calendar: calendars.offeredStarts,
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
      differences: () => differencesOfPractitioners(store.db, base.names),
    }),
    reconciliationFeature({ ...base, ...calendar, mailboxes, records }),
    bookingsFeature(bookings, base.staff),
    paymentsFeature(paymentDeps),
    invoicesFeature(base),
    phoneBookingFeature({
      bookings,
      records,
      staff: base.staff,
      isFiled: (bookingId) => isFiled(store.db, bookingId),
    }),
    waitlistFeature({ ...base, bookings: freeBookings(bookings), joinLimit: strictLimit() }),
    linksFeature({ ...base, bookings, waitlist: base, forms: base }),
    formsFeature({
      ...base,
      draftLimit: strictLimit(),
      callBackLimit: strictLimit(),
      filings: formFilings(store.db),
    }),
    ...(formsElsewhere ? [formsElsewhereFeature({ ...base, ...formsElsewhere })] : []),
    patientsFeature(),
    recordsFeature({ ...base, records, drawForm: (submission) => drawSubmission(base, submission) }),
    messagesFeature({
      ...base,
      mailer,
      isWanted,
      confirmAgain: (tx, bookingId, requestId) => confirmAgain(tx, bookings, bookingId, requestId),
      texts: upstreams.texts && {
        ...base,
        ...upstreams.texts,
        isWanted,
        onAnswer: (answer) => answerReminder(bookings, answer),
        readByTeam: readByTeamText(base.clinic.clinic),
      },
    }),
    staffTasksFeature({
      ...base,
      staffList: base.clinic.staff,
      ownTasks,
      acts: joinTaskActs(bookings),
      ends: joinTaskEnds(bookings),
    }),
    numbersFeature(base),
    themesFeature(base),
    todayFeature({
      ...base,
      ...calendars,
      bookings,
      ownTasks,
      counts: {
        formsNotFiled: () => countFormsNotFiled(store.db),
        waiting: () => countWaiting(store.db),
        failedMessages: () => countFailedMessages(store.db),
      },
    }),
    staffAccessFeature({
      ...base,
      accounts: upstreams.staffAccounts,
      live: createLiveChannel(base),
      subjectsOf: auditSubjectsOf,
      signInLimit: strictLimit(),
    }),
    idempotencyFeature(base),
    limitsFeature(base),
    pagesFeature({ ...base, cards, keptThemes: keptThemes(base) }),
  ];
  const webhooks = webhookInbox(
    base,
    features.flatMap((feature) => feature.webhooks ?? []),
  );
  return [...features, protectDataOf(features, base), webhooks];
}
