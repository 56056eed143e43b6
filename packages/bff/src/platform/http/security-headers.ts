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

/** Headers that cost nothing and close doors. A route may set its own first. */
export function securityHeaders(publicUrl: string): MiddlewareHandler<AppEnv> {
  const https = publicUrl.startsWith('https:');
  return async function securityHeaders(c, next) {
    await next();
    const { headers } = c.res;
    const unlessSet = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value);
    };
    unlessSet('X-Content-Type-Options', 'nosniff');
    unlessSet('Referrer-Policy', 'no-referrer');
    unlessSet('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(self)');
    if (https) unlessSet('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    if (c.req.path.startsWith('/api/')) {
      unlessSet('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
      // Read by pages of other origins; CORS says by which.
      unlessSet('Cross-Origin-Resource-Policy', 'cross-origin');
      unlessSet('Cache-Control', 'no-store');
    }
  };
}
