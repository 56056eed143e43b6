import type { AnswerHeaders } from '../app-env.ts';
import { type Gate, isApi } from '../requests/gates.ts';

/** Who has to be let into a page where a card is taken, by directive; each a list of sources. */
export interface CardSources {
  scripts: readonly string[];
  frames: readonly string[];
  connections: readonly string[];
  images: readonly string[];
}

/**
 * For pages that we serve ourselves: everything from here, no inline script, no third party.
 * @param cards the payment service's addresses, for a page that takes cards; every other third party is refused
 * @param frame for a page in a frame: who may frame it, and whose style sheets and fonts it shows
 */
export function pageContentSecurityPolicy(
  cards?: CardSources,
  frame?: { ancestors?: readonly string[]; styles?: readonly string[]; frames?: readonly string[] },
): string {
  const frames = [...(cards?.frames ?? []), ...(frame?.frames ?? [])];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...(cards?.scripts ?? [])].join(' '),
    ["style-src 'self'", ...(frame?.styles ?? [])].join(' '),
    ...(frame?.styles ? [['font-src', ...frame.styles].join(' ')] : []),
    ["connect-src 'self'", ...(cards?.connections ?? [])].join(' '),
    ...(frames.length > 0 ? [['frame-src', ...frames].join(' ')] : []),
    ["img-src 'self' data:", ...(cards?.images ?? [])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    ['frame-ancestors', ...(frame?.ancestors ?? ["'none'"])].join(' '),
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/**
 * What a page of ours may ask the browser for.
 * @param camera true for a page that tests camera and microphone
 */
export function permissionsPolicy({ camera }: { camera: boolean } = { camera: false }): string {
  const devices = camera ? '(self)' : '()';
  return `camera=${devices}, geolocation=(), microphone=${devices}, payment=(self)`;
}

/** Headers that cost nothing and close doors. The first gate: what comes later can replace one. */
export function securityHeaders(publicUrl: string): Gate {
  const everywhere: AnswerHeaders = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': permissionsPolicy(),
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
  return function securityHeaders(request, headers) {
    Object.assign(headers, isApi(request) ? forApi : everywhere);
    return undefined;
  };
}
