import { randomUUID } from 'node:crypto';
import type { Env, MiddlewareHandler } from 'hono';
import { type Mailbox, mailboxNamed } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';
import { type Preferences, preferencesOf } from './preferences.ts';
import { accessDenied, Refusal, unauthenticated, unknownUser } from './refusal.ts';

/** What the routes of Graph find in the context. */
export interface MicrosoftEnv extends Env {
  Variables: { prefer: Preferences };
}

/** Checks the token of a Graph request, reads its `Prefer`, and writes the headers of every answer. */
export function access(state: MicrosoftState): MiddlewareHandler<MicrosoftEnv> {
  return async (context, next) => {
    const value = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    if (value === undefined) throw unauthenticated('Access token is empty.');
    const grant = state.tokens.check(value);
    if (grant === 'malformed') throw unauthenticated('IDX14100: JWT is not well formed.');
    if (grant === 'expired') throw unauthenticated('Lifetime validation failed, the token is expired.');
    if (grant.kind !== 'app') {
      throw new Refusal(
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      );
    }
    const prefer = preferencesOf(context.req.raw.headers, state.settings);
    context.set('prefer', prefer);
    await next();
    const requestId = randomUUID();
    const headers = {
      'request-id': requestId,
      'client-request-id': context.req.header('client-request-id') ?? requestId,
      'OData-Version': '4.0',
      ...(prefer.applied.length > 0 && { 'Preference-Applied': prefer.applied.join(', ') }),
    };
    for (const [name, content] of Object.entries(headers)) context.res.headers.set(name, content);
    if (context.res.headers.get('content-type')?.startsWith('application/json')) {
      context.res.headers.set('content-type', jsonType);
    }
  };
}

const jsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** @throws Refusal when there is no such mailbox, or it may not be read */
export function mailboxFor(state: MicrosoftState, name: string): Mailbox {
  const mailbox = mailboxNamed(state.model, name);
  if (!mailbox) throw unknownUser(name);
  if (!state.isReadable(mailbox)) throw accessDenied();
  return mailbox;
}

/** The mailbox that a Graph path is about, for the limits. Null: none. */
export function mailboxInPath(state: MicrosoftState, path: string): string | null {
  const [, name] = /^\/v1\.0\/users\/([^/]+)/i.exec(path) ?? [];
  if (name === undefined) return null;
  return mailboxNamed(state.model, decodeURIComponent(name))?.id ?? null;
}
