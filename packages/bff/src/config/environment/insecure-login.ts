import type { Environment } from './environment.ts';

/**
 * Whether the accounts of staff would be checked over http with real patients behind them. Such a login is not used: staff
 * sign in by links, and the log says so at start.
 */
export function hasInsecureLogin({
  NODE_ENV,
  microsoft,
}: Pick<Environment, 'NODE_ENV' | 'microsoft'>): boolean {
  return NODE_ENV === 'production' && microsoft?.MICROSOFT_LOGIN_BASE_URL.startsWith('http://') === true;
}
