/** Every call that reached a stand-in server, for tests that count and for people who look. */

export interface Call {
  service: string;
  method: string;
  path: string;
  /** The query as it was sent, without the question mark. */
  query: string;
  /** JSON where it was JSON, else the text; null without a body. */
  body: unknown;
  /** HTTP (or SMTP) status of the answer; null when the connection was dropped or the answer is still out. */
  status: number | null;
  /** The fault that decided the answer, if one did. */
  fault: string | null;
  at: Date;
}

/** What is kept of the calls themselves; the counts go on beyond it. */
const kept = 2000;

export class Calls {
  #calls: Call[] = [];
  #counts = new Map<string, Map<string, number>>();

  /** The returned call is live: the server fills in the status once there is one. */
  record(call: Call): Call {
    this.#calls.push(call);
    if (this.#calls.length > kept) this.#calls.shift();
    const ofService = this.#counts.get(call.service) ?? new Map<string, number>();
    const label = `${call.method} ${labelOf(call.path)}`;
    ofService.set(label, (ofService.get(label) ?? 0) + 1);
    this.#counts.set(call.service, ofService);
    return call;
  }

  list(service?: string): readonly Call[] {
    return service === undefined ? this.#calls : this.#calls.filter((call) => call.service === service);
  }

  /** How often each route was called, ids written as `:id`. */
  counts(service?: string): Record<string, Record<string, number>> {
    const services = [...this.#counts].filter(([name]) => service === undefined || name === service);
    return Object.fromEntries(services.map(([name, counts]) => [name, Object.fromEntries(counts)]));
  }

  clear(): void {
    this.#calls = [];
    this.#counts.clear();
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** `pi_3MtwBw…`, `re_…`, as Stripe writes its ids. */
const prefixedId = /(?<=\/)[a-z]{2,4}_[0-9A-Za-z]{14,}/g;

function labelOf(path: string): string {
  return path.replaceAll(uuid, ':id').replaceAll(prefixedId, ':id');
}
