import type { AnswerHeaders } from './app-env.ts';
import { type Gate, isApi } from './gates.ts';

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

/** Headers that cost nothing and close doors. The first gate: what comes later can replace one. */
export function securityHeaders(publicUrl: string): Gate {
  const everywhere: AnswerHeaders = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(self)',
  };
  if (publicUrl.startsWith('https:')) {
    everywhere['Strict-Transport-Security'] = 'max-age=31536000; includeSubDomains';
  }
  const forApi: AnswerHeaders = {
    ...everywhere,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    // Read by pages of other origins; CORS says by which.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-store',
  };
  return function securityHeaders(c, headers) {
    Object.assign(headers, isApi(c) ? forApi : everywhere);
    return undefined;
  };
}
