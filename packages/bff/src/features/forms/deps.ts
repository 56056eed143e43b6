import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Store } from '../../platform/store/store.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { DrawPdf } from './document/pdf/drawing-thread.ts';

export interface FormDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  events: Emitter;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  log: Log;
  metrics: Metrics;
  /** What strangers may have under way. */
  limits: Limits;
  /**
   * The page on which a patient opens a form. The token goes into the fragment, which no server and no log receives.
   */
  formsPage: string;
  /** The address of this server, for links to its own pages. */
  publicUrl: string;
  /** What staff read about the services: in mails, and in the document of a form. */
  names: ServiceNames;
  enquiriesEmail: string;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
  /** Draws a document. The server uses a thread; without this, it is drawn in the event loop. */
  drawPdf?: DrawPdf;
}

/** What the emails about forms say of the clinic. */
export type FormMailDeps = Pick<FormDeps, 'clinic' | 'names' | 'enquiriesEmail'>;
