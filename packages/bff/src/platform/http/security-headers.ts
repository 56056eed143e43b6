import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

/** For pages that we serve ourselves: everything from here, no inline script, no third party. */
export const pageContentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Headers that cost nothing and close doors. Set before the route runs, so that it can replace one; changing an
 * answer after it was made would make the Node server build it a second time.
 */
export function securityHeaders(publicUrl: string): MiddlewareHandler<AppEnv> {
  const everywhere: [string, string][] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(self)'],
  ];
  if (publicUrl.startsWith('https:')) {
    everywhere.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']);
  }
  const ofTheApi: [string, string][] = [
    ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
    // Read by pages of other origins; CORS says by which.
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
    ['Cache-Control', 'no-store'],
  ];
  const forApi = [...everywhere, ...ofTheApi];
  return function securityHeaders(c, next) {
    for (const [name, value] of c.req.path.startsWith('/api/') ? forApi : everywhere) c.header(name, value);
    return next();
  };
}
