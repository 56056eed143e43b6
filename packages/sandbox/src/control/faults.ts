/** Faults that a test or a person has switched on, per service. */

export const faultKinds = ['latency', 'status', 'drop', 'drop_after_commit', 'rate_limit'] as const;
type FaultKind = (typeof faultKinds)[number];

export interface NewFault {
  service: string;
  /**
   * `METHOD /path`, `* /path` or `/path`. With a `*` in the path it must match the whole path, and `*` stands
   * for anything; without one it is a prefix. Left out: every request of the service.
   */
  route?: string | undefined;
  kind: FaultKind;
  /** latency: milliseconds; status: the code; rate_limit: seconds of Retry-After, or null for no such header. */
  value?: number | null | undefined;
  /** How many requests it hits; left out: until cleared. */
  times?: number | undefined;
  /** Text that must stand in the address or the body, for instance an event type's id. */
  match?: string | undefined;
}

export interface Fault extends NewFault {
  id: number;
  /** How many requests it may still hit; null: no end. */
  left: number | null;
  hits: number;
}

export interface FaultSubject {
  service: string;
  method: string;
  path: string;
  /** Address with query, and the body. */
  text: string;
}

export class Faults {
  #faults: Fault[] = [];
  #nextId = 1;

  add(fault: NewFault): Fault {
    const added: Fault = { ...fault, id: this.#nextId++, left: fault.times ?? null, hits: 0 };
    this.#faults.push(added);
    return added;
  }

  list(): readonly Fault[] {
    return this.#faults.filter(({ left }) => left !== 0);
  }

  clear(id?: number): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
  }

  /** The faults that hit this request, in the order they were added; each loses one of its times. */
  take(subject: FaultSubject, among: (fault: Fault) => boolean = () => true): Fault[] {
    const hits: Fault[] = [];
    for (const fault of this.#faults) {
      if (fault.left === 0 || !among(fault) || !applies(fault, subject)) continue;
      fault.hits += 1;
      if (fault.left !== null) fault.left -= 1;
      hits.push(fault);
      // Latency goes together with another fault; of the others only the first can happen.
      if (fault.kind !== 'latency') break;
    }
    return hits;
  }
}

function applies(fault: Fault, subject: FaultSubject): boolean {
  if (fault.service !== subject.service) return false;
  if (fault.match !== undefined && !subject.text.includes(fault.match)) return false;
  return fault.route === undefined || routeMatches(fault.route, subject.method, subject.path);
}

/** Whether `METHOD /path` (see `NewFault.route`) means this request. */
function routeMatches(route: string, method: string, path: string): boolean {
  const parts = /^(?:([A-Z*]+) )?(\S+)$/.exec(route);
  if (!parts) return false;
  const [, wantedMethod = '*', wantedPath = ''] = parts;
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  if (!wantedPath.includes('*')) return path.startsWith(wantedPath);
  const pattern = wantedPath
    .split('*')
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(path);
}
