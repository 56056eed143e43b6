import type { Config } from './config/config.ts';
import type { FormDeps } from './features/forms/index.ts';
import type { PersonKeys } from './features/patients/index.ts';
import { storedSessions } from './features/staff-access/index.ts';
import type { openUpstreams } from './open-upstreams.ts';
import { clientAddressFinder } from './platform/http/requests/client-address.ts';
import { createLimits } from './platform/limits/limits.ts';
import type { Platform } from './platform/platform.ts';
import { createStaffAuth } from './platform/staff-auth/staff-auth.ts';

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

export type SharedParts = ReturnType<typeof sharedParts>;

/** What most features get: the platform, the clinic, its pages and addresses, and what recognises and limits people. */
export function sharedParts({ config, upstreams, ...parts }: Parts) {
  const { environment, clinic, photos } = config;
  const { store, clock } = parts;
  const sessions = storedSessions({ db: store.db, clock, staff: clinic.staff });
  const own = (page: string) => `${environment.PUBLIC_URL}/${page}`;
  return {
    ...parts,
    sessions,
    clinic,
    photos,
    publicUrl: environment.PUBLIC_URL,
    names: upstreams.names,
    enquiriesEmail: environment.ENQUIRIES_EMAIL,
    messageIdDomain: new URL(environment.PUBLIC_URL).hostname,
    managePage: clinic.pages.manage || own('manage'),
    payPage: own('pay'),
    formsPage: clinic.pages.forms || own('forms'),
    waitlistPage: clinic.pages.waitlist || own('waitlist'),
    checkPage: clinic.pages.check || own('check'),
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
}
