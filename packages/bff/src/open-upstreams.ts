import type { Config } from './config/config.ts';
import { hasInsecureLogin } from './config/environment/insecure-login.ts';
import type { ClientContext } from './platform/http-client/index.ts';
import type { ServiceNames } from './ports/service-names.ts';
import { createCalendly } from './upstreams/calendly/calendly.ts';
import { displayName as formsElsewhere } from './upstreams/jotform/display-name.ts';
import { createJotform } from './upstreams/jotform/jotform.ts';
import { createFormWebhooks } from './upstreams/jotform/webhooks.ts';
import { createSmtpMailer } from './upstreams/mail/smtp-mailer.ts';
import { createMediRecords } from './upstreams/medirecords/medirecords.ts';
import { displayName as mailbox } from './upstreams/microsoft/display-name.ts';
import { createMicrosoft } from './upstreams/microsoft/microsoft.ts';
import { createStaffAccounts } from './upstreams/microsoft/sign-in/staff-accounts.ts';
import { createPayments } from './upstreams/stripe/stripe.ts';
import { createTwilio } from './upstreams/twilio/twilio.ts';
import { createTextWebhooks, webhookPath } from './upstreams/twilio/webhooks.ts';

/** The clients of all outside services. Opens nothing yet: each connects when it is first used. */
export function openUpstreams({ environment, clinic }: Config, context: ClientContext) {
  const login = hasInsecureLogin(environment) ? null : environment.microsoft;
  const upstreams = {
    calendar: createCalendly(
      {
        baseUrl: environment.CALENDLY_BASE_URL,
        apiKey: environment.CALENDLY_API_KEY,
        practitionerKeys: Object.fromEntries(clinic.practitioners.map((one) => [one.id, one.calendly.token])),
        eventTypes: clinic.services.flatMap((service) =>
          service.visits.flatMap((visit) =>
            Object.entries(visit.eventTypes).map(([practitionerId, eventType]) => ({
              practitionerId,
              service: service.id,
              visit: visit.kind,
              eventType,
            })),
          ),
        ),
        webhookSigningKey: environment.CALENDLY_WEBHOOK_SIGNING_KEY,
        bookingLimits: clinic.calendars.bookingLimits,
      },
      context,
    ),
    /** `null` without MICROSOFT_*: the feature is off. */
    mailboxes: environment.microsoft
      ? createMicrosoft(
          {
            loginBaseUrl: environment.microsoft.MICROSOFT_LOGIN_BASE_URL,
            graphBaseUrl: environment.microsoft.MICROSOFT_GRAPH_BASE_URL,
            tenantId: environment.microsoft.MICROSOFT_TENANT_ID,
            clientId: environment.microsoft.MICROSOFT_CLIENT_ID,
            clientSecret: environment.microsoft.MICROSOFT_CLIENT_SECRET,
            mailboxes: mailboxesOf(clinic),
            timeZone: clinic.clinic.timeZone,
          },
          context,
        )
      : null,
    records: createMediRecords(
      {
        baseUrl: environment.MEDIRECORDS_BASE_URL,
        apiKey: environment.MEDIRECORDS_API_KEY,
        practiceId: environment.MEDIRECORDS_PRACTICE_ID,
        timeZone: clinic.clinic.timeZone,
        remindsItself: clinic.reminders.hoursBefore.length === 0,
      },
      context,
    ),
    payments: createPayments(
      {
        secretKey: environment.STRIPE_SECRET_KEY,
        publishableKey: environment.STRIPE_PUBLISHABLE_KEY,
        scriptUrl: environment.STRIPE_JS_URL,
        apiBase: environment.STRIPE_API_BASE,
        webhookSecret: environment.STRIPE_WEBHOOK_SECRET,
      },
      context,
    ),
    mailer: createSmtpMailer({ url: environment.SMTP_URL, from: environment.MAIL_FROM }, context),
    /** `null` without MICROSOFT_*, and in production over http: staff sign in by links. */
    staffAccounts: login
      ? createStaffAccounts(
          {
            loginBaseUrl: login.MICROSOFT_LOGIN_BASE_URL,
            tenantId: login.MICROSOFT_TENANT_ID,
            clientId: login.MICROSOFT_CLIENT_ID,
            clientSecret: login.MICROSOFT_CLIENT_SECRET,
          },
          context,
        )
      : null,
    /** `null` without JOTFORM_*: the feature is off. */
    formsElsewhere: environment.jotform
      ? {
          elsewhere: createJotform(
            { baseUrl: environment.jotform.JOTFORM_BASE_URL, apiKey: environment.jotform.JOTFORM_API_KEY },
            context,
          ),
          webhooks: createFormWebhooks(environment.jotform.JOTFORM_WEBHOOK_SECRET),
        }
      : null,
    /** `null` without TWILIO_*: the feature is off. */
    texts: environment.twilio ? openTexts(environment.twilio, environment.PUBLIC_URL, context) : null,
  };
  const names: ServiceNames = {
    calendar: upstreams.calendar.scheduler.displayName,
    // Tasks that came before the feature was turned off keep the name of their service.
    mailbox,
    records: upstreams.records.displayName,
    payments: upstreams.payments.gateway.displayName,
    // Forms that came before the feature was turned off keep the name of their service.
    formsElsewhere,
  };
  return { ...upstreams, names };
}

function openTexts(
  {
    TWILIO_ACCOUNT_SID,
    TWILIO_AUTH_TOKEN,
    TWILIO_FROM,
    TWILIO_BASE_URL,
  }: NonNullable<Config['environment']['twilio']>,
  publicUrl: string,
  context: ClientContext,
) {
  const callbackUrl = `${publicUrl}${webhookPath}`;
  return {
    messenger: createTwilio(
      {
        baseUrl: TWILIO_BASE_URL,
        accountSid: TWILIO_ACCOUNT_SID,
        authToken: TWILIO_AUTH_TOKEN,
        from: TWILIO_FROM,
        callbackUrl,
      },
      context,
    ),
    webhooks: createTextWebhooks({ authToken: TWILIO_AUTH_TOKEN, url: callbackUrl }),
  };
}

/** The mailboxes that `clinic.yaml` names, by practitioner. */
function mailboxesOf({ practitioners }: Config['clinic']): Map<string, string> {
  return new Map(practitioners.flatMap(({ id, mailbox }) => (mailbox ? [[id, mailbox] as const] : [])));
}
