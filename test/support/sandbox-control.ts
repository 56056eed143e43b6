/** The switches of the sandbox, over HTTP, as an outside check would use them. */

export interface FaultRequest {
  service: 'calendly' | 'medirecords' | 'mail' | 'stripe' | 'microsoft' | 'jotform' | 'twilio';
  /** `METHOD /path`; without a `*` the path is a prefix. Left out: every request. */
  route?: string;
  kind: 'latency' | 'status' | 'drop' | 'drop_after_commit' | 'rate_limit';
  /** latency: milliseconds; status: the code; rate_limit: seconds of Retry-After, null for no such header. */
  value?: number | null;
  /** How many requests it hits; left out: until cleared. */
  times?: number;
  /** Text that must stand in the address or the body, for instance an event type's id. */
  match?: string;
}

interface RecordedCall {
  service: string;
  method: string;
  path: string;
  query: string;
  status: number | null;
}

export interface SandboxControl {
  /** Where the panel is. */
  url: string;
  fault(fault: FaultRequest): Promise<void>;
  clearFaults(): Promise<void>;
  /** Sets switches of a service, for instance how Calendly says that a time is taken. */
  configure(service: FaultRequest['service'], settings: Record<string, unknown>): Promise<void>;
  /** Sets limits of a service; `null`: no such limit. */
  limit(service: FaultRequest['service'], limits: Record<string, number | null>): Promise<void>;
  /** Does what people do on a vendor's own pages, like filling in a form. */
  act(service: FaultRequest['service'], act: string, body: Record<string, unknown>): Promise<unknown>;
  setClock(now: Date): Promise<void>;
  /** Back to the seed: no bookings, no faults, no calls counted. */
  reset(): Promise<void>;
  /** All that a service holds. Its shape is the sandbox's own; see `holdings.ts` for what tests read from it. */
  state(service: FaultRequest['service']): Promise<unknown>;
  calls(service: FaultRequest['service']): Promise<RecordedCall[]>;
}

export function sandboxControl(url: string): SandboxControl {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/__sandbox${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /__sandbox${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    url,
    fault: async (fault) => void (await ask('POST', '/faults', fault)),
    clearFaults: async () => void (await ask('DELETE', '/faults')),
    configure: async (service, settings) => void (await ask('POST', '/settings', { service, ...settings })),
    limit: async (service, limits) => void (await ask('POST', '/limits', { service, ...limits })),
    act: (service, act, body) => ask('POST', `/${service}/acts/${act}`, body),
    setClock: async (now) => void (await ask('POST', '/clock', { now: now.toISOString() })),
    reset: async () => void (await ask('POST', '/reset')),
    state: (service) => ask('GET', `/${service}/state`),
    calls: async (service) => callsOf(await ask('GET', `/calls?service=${service}`)),
  };
}

/** The sandbox's answer, as its own tests hold it. */
function callsOf(answer: unknown): RecordedCall[] {
  return (answer as { calls: RecordedCall[] }).calls;
}
