import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { AppContext } from './app-env.ts';
import type { Gate } from './gates.ts';

/** Requests per client address and minute. */
export interface RateLimits {
  reads: number;
  writes: number;
}

/** Generous: a whole practice, or a school, can be behind one address. */
export const defaultRateLimits: RateLimits = { reads: 2_400, writes: 600 };

const windowMs = 60_000;
/** More addresses than this in one minute is an attack; the oldest are forgotten first. */
const mostAddresses = 50_000;

/**
 * Limits how much one address may ask. Counted in this process: it protects the process, and a counter in the
 * database would make every read a write. With several processes behind a balancer each allows the limit.
 */
export function limitRate(limits: RateLimits, clientAddress: (c: AppContext) => string, clock: Clock): Gate {
  const counts = new Map<string, { startedAt: number; count: number }>();

  return function limitRate(c, headers) {
    if (c.req.method === 'OPTIONS') return undefined;
    const kind = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'reads' : 'writes';
    const key = `${kind} ${group(clientAddress(c))}`;
    const now = clock.now().getTime();
    let entry = counts.get(key);
    if (!entry || now - entry.startedAt >= windowMs) {
      entry = { startedAt: now, count: 0 };
      // To the end, so that the first key is the oldest.
      counts.delete(key);
      counts.set(key, entry);
      if (counts.size > mostAddresses) counts.delete(counts.keys().next().value ?? '');
    }
    entry.count += 1;
    const limit = limits[kind];
    const resetSeconds = Math.max(1, Math.ceil((entry.startedAt + windowMs - now) / 1000));
    headers['RateLimit-Limit'] = String(limit);
    headers['RateLimit-Remaining'] = String(Math.max(0, limit - entry.count));
    headers['RateLimit-Reset'] = String(resetSeconds);
    if (entry.count > limit) {
      throw new Problem('too_many_requests', `Too many requests. Please wait ${resetSeconds} seconds.`, {
        retryAfterSeconds: resetSeconds,
      });
    }
    return undefined;
  };
}

/** One IPv6 customer has a whole /64. */
function group(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
