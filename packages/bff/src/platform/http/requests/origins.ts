import { Problem } from '../../problem.ts';
import type { Gate } from './gates.ts';

const allowedHeaders = 'Authorization, Content-Type, Idempotency-Key, If-None-Match';
const exposedHeaders =
  'ETag, Retry-After, X-Request-Id, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Idempotent-Replayed';

/**
 * Which pages may use the API: the listed sites, and the server's own address, as `PUBLIC_URL` says it. The header
 * `Host` is not looked at: a stranger's domain can lead to this server, and its pages would then count as ours.
 * Others may not change anything (403), and their scripts cannot read an answer.
 */
export function allowOrigins(sites: readonly string[], publicUrl: string): Gate {
  const listed = siteMatcher([...sites, ...ownOrigins(publicUrl)]);
  return function allowOrigins(request, headers) {
    const origin = request.header('origin');
    headers.Vary = 'Origin';
    if (origin === undefined) return undefined;

    const allowed = listed(origin);
    if (allowed) {
      headers['Access-Control-Allow-Origin'] = origin;
      headers['Access-Control-Expose-Headers'] = exposedHeaders;
    }
    const { method } = request;
    const asked = request.header('access-control-request-method');
    if (method === 'OPTIONS' && asked) {
      if (!allowed) throw notListed();
      headers['Access-Control-Allow-Methods'] = 'GET, HEAD, POST, DELETE';
      headers['Access-Control-Allow-Headers'] = allowedHeaders;
      headers['Access-Control-Max-Age'] = '7200';
      return new Response(null, { status: 204 });
    }
    if (!allowed && !['GET', 'HEAD', 'OPTIONS'].includes(method)) throw notListed();
    return undefined;
  };
}

function notListed(): Problem {
  return new Problem('origin_not_allowed', 'This site is not listed under sites in clinic.yaml.');
}

/** A predicate for origins. `*` stands for exactly one label: `https://*.example.com` is not `https://a.b.example.com`. */
export function siteMatcher(sites: readonly string[]): (origin: string) => boolean {
  const exact = new Set(sites.filter((site) => !site.includes('*')));
  const patterns = sites
    .filter((site) => site.includes('*'))
    .map((site) => new RegExp(`^${site.replace(/[.]/g, '\\.').replace('*', '[a-z0-9-]+')}$`));
  return (origin) => exact.has(origin) || patterns.some((pattern) => pattern.test(origin));
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** The server's own origins. On the machine itself, where a preview runs, the server has three names. */
export function ownOrigins(publicUrl: string): string[] {
  const { hostname, host, origin } = new URL(publicUrl);
  if (!loopback.includes(hostname)) return [origin];
  return loopback.map((name) => origin.replace(host, host.replace(hostname, name)));
}
