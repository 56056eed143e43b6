import type { Sandbox } from '../start.ts';
import { type Answer, type Call, type Json, parsed } from '../testing/running-sandbox.ts';

export const tenant = '6f1d2c34-58ab-4c7e-9d10-b07a41ca1365';
export const clientId = 'c11e4717-0b07-4a41-8ca1-5a4db0c00365';
export const clientSecret = 'sandbox-microsoft-secret';
export const dia = 'dr.dia@botaniqal.example';

/** Sends a form to the login, for instance for a token. */
export async function login(
  sandbox: Sandbox,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${sandbox.urls.microsoft}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  });
  return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
}

export const forApp = {
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
  scope: 'https://graph.microsoft.com/.default',
};

export async function appToken(sandbox: Sandbox): Promise<string> {
  return String((await login(sandbox, forApp)).body.access_token);
}

export type Graph = (call: string, options?: Call & { headers?: Record<string, string> }) => Promise<Answer>;

/** Calls Graph as the app, below `/v1.0`; an address that Graph answered is called as it is. */
export function graphOf(sandbox: Sandbox, defaultToken: string): Graph {
  return async (call, { body, token = defaultToken, query = {}, headers = {} } = {}) => {
    const [method = 'GET', path = '/'] = call.split(' ');
    const search = new URLSearchParams(query).toString();
    const address = path.startsWith('http') ? path : `${sandbox.urls.microsoft}/v1.0${path}`;
    const answer = await fetch(`${address}${search ? `?${search}` : ''}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
  };
}

export const melbourne = 'AUS Eastern Standard Time';
export const bookingProperty = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name BookingId';

/** A valid event, from 9 am for half an hour on Monday 23 November 2026 in Melbourne. */
export function consultation(change: Record<string, unknown> = {}) {
  return {
    subject: 'Consultation',
    start: { dateTime: '2026-11-23T09:00:00', timeZone: melbourne },
    end: { dateTime: '2026-11-23T09:30:00', timeZone: melbourne },
    ...change,
  };
}

/** Monday 23 November 2026 in Melbourne. */
export const monday = {
  startDateTime: '2026-11-23T00:00:00+11:00',
  endDateTime: '2026-11-24T00:00:00+11:00',
};

/** A list inside an answer. */
export function list(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

export function subjects({ body }: Answer): string[] {
  return list(body.value).map(({ subject }) => String(subject));
}
