import { resolve } from 'node:path';
import { type Environment, readClinic } from './clinic.ts';
import { type Call, Calls } from './control/calls.ts';
import { SandboxClock } from './control/clock.ts';
import { ConnectedCalendars } from './control/connected-calendars.ts';
import { type Fault, Faults, type NewFault } from './control/faults.ts';
import { controlApp } from './control/routes.ts';
import { type Listening, listen } from './control/serve.ts';
import type { Ports, Vendor } from './control/vendor.ts';
import { panelApp } from './panel/panel.ts';
import { vendors } from './vendors.ts';

export interface SandboxOptions {
  clinicConfigPath: string;
  /** Fills `${NAME}` in the clinic's file, and adds the tokens that are configured. Default: nothing. */
  env?: Environment;
  /** 0: any free port. Default: any free port for each server. */
  ports?: Partial<Ports>;
  /** What the sandbox's clock shows at first; default: the real time. */
  now?: Date;
  /** Default: this machine only. */
  host?: string;
}

export interface Sandbox {
  /** Origins by service name, and `panel`. */
  urls: {
    panel: string;
    calendly: string;
    medirecords: string;
    stripe: string;
    microsoft: string;
    jotform: string;
    twilio: string;
  };
  smtpUrl: string;
  /** Back to the seed: data, faults, calls, settings, limits, clock. */
  reset(): void;
  setClock(instant: Date): void;
  fault(fault: NewFault): Fault;
  clearFaults(): void;
  /** All that a service holds, as `GET /__sandbox/{service}/state` answers it. */
  state(service: string): unknown;
  calls(service?: string): readonly Call[];
  /** Sets switches of a service; see the README. */
  configure(service: string, change: unknown): void;
  limit(service: string, change: unknown): void;
  /** Does what people do on a vendor's own pages, like filling in a form. */
  act(service: string, act: string, body: unknown): unknown;
  stop(): Promise<void>;
}

/**
 * Starts every stand-in server and the panel.
 * @throws when the clinic's file cannot be used, or a port is taken; nothing listens then
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { env = {}, ports = {}, host = '127.0.0.1' } = options;
  const clinic = readClinic(resolve(options.clinicConfigPath), env);
  const control = {
    clock: new SandboxClock(options.now),
    faults: new Faults(),
    calls: new Calls(),
    connected: new ConnectedCalendars(),
  };
  const running: Vendor[] = [];
  const listening: Listening[] = [];
  const stop = async () => {
    await Promise.all([...running, ...listening].map((server) => server.stop()));
  };
  try {
    for (const { port, create } of vendors) {
      running.push(await create({ clinic, env, host, port: ports[port] ?? 0, ...control }));
    }
    const parts = { ...control, clinic, vendors: running, reset: () => reset(running, control) };
    const app = panelApp(parts).route('/', controlApp(parts));
    listening.push(
      await listen({ name: 'panel', host, port: ports.panel ?? 0, handler: (request) => app.fetch(request) }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const vendor = (service: string) => named(running, service);
  return {
    urls: {
      panel: listening[0]?.url ?? '',
      calendly: vendor('calendly').url,
      medirecords: vendor('medirecords').url,
      stripe: vendor('stripe').url,
      microsoft: vendor('microsoft').url,
      jotform: vendor('jotform').url,
      twilio: vendor('twilio').url,
    },
    smtpUrl: vendor('mail').url,
    reset: () => reset(running, control),
    setClock: (instant) => control.clock.set(instant),
    fault: (fault) => control.faults.add({ ...fault, service: vendor(fault.service).name }),
    clearFaults: () => control.faults.clear(),
    state: (service) => vendor(service).state(),
    calls: (service) => control.calls.list(service),
    configure: (service, change) => vendor(service).configure(change),
    limit: (service, change) => vendor(service).limit?.(change),
    act: (service, act, body) => vendor(service).act?.(act, body),
    stop,
  };
}

function reset(
  running: readonly Vendor[],
  control: { clock: SandboxClock; faults: Faults; calls: Calls },
): void {
  control.faults.clear();
  control.calls.clear();
  control.clock.reset();
  for (const vendor of running) vendor.reset();
}

function named(running: readonly Vendor[], service: string): Vendor {
  const found = running.find(({ name }) => name === service);
  if (!found)
    throw new Error(
      `The sandbox has no service "${service}": ${running.map(({ name }) => name).join(', ')}.`,
    );
  return found;
}
