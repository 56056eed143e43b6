import type { ClinicSeed, Environment } from '../clinic.ts';
import type { PanelView, Section } from '../panel/section.ts';
import type { Calls } from './calls.ts';
import type { SandboxClock } from './clock.ts';
import type { ConnectedCalendars } from './connected-calendars.ts';
import type { Faults } from './faults.ts';

/** What every stand-in server is given. */
export interface VendorContext {
  clinic: ClinicSeed;
  env: Environment;
  clock: SandboxClock;
  faults: Faults;
  calls: Calls;
  connected: ConnectedCalendars;
  host: string;
  /** 0: any free one. */
  port: number;
}

/** A running stand-in server. */
export interface Vendor {
  readonly name: string;
  readonly url: string;
  /** All it holds, as JSON. */
  state(): unknown;
  /** Back to the seed; settings and limits too. */
  reset(): void;
  /** The switches that a test may set, with their values. */
  settings(): Record<string, unknown>;
  /** Sets some of them. @throws ZodError when one is unknown or malformed */
  configure(change: unknown): void;
  /** Limits per minute, hour and day, where the vendor has some. @throws ZodError */
  limit?(change: unknown): void;
  limits?(): Record<string, unknown>;
  /** What people do on the vendor's own pages, beside its API. @throws ZodError */
  act?(act: string, body: unknown): unknown;
  /** Its part of the panel. */
  sections(view: PanelView): Section[];
  /** Its own pages and files below `/{name}/` of the panel. */
  page?(path: string): Response | Promise<Response> | null;
  stop(): Promise<void>;
}

/** Where each server listens; 0: any free port. */
export interface Ports {
  panel: number;
  calendly: number;
  medirecords: number;
  stripe: number;
  microsoft: number;
  jotform: number;
  twilio: number;
  smtp: number;
}

/** How a vendor is registered: see `vendors.ts`. */
export interface VendorRegistration {
  name: string;
  port: keyof Ports;
  create(context: VendorContext): Promise<Vendor>;
}
