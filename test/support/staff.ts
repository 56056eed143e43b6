import { createHmac } from 'node:crypto';
import type { Stack } from './stack.ts';

/** Asks a staff route as a person who signed in, with these permissions and no others. */
export async function askAsStaff<Body>(
  stack: Stack,
  path: string,
  permissions: readonly string[],
): Promise<Body> {
  const answer = await stack.api.send('GET', path, {
    headers: { authorization: `Bearer ${staffToken(stack, permissions)}` },
  });
  // The caller names what the route answers with, as our pages do.
  return answer.ok() as Body;
}

/** Signed here and not by our own signer, so that a mistake there is not made twice. */
export function staffToken(stack: Stack, permissions: readonly string[]): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(stack.now().getTime() / 1000) + 3600;
  const claims = { sub: 'consultant-1', role: 'consultant', permissions, exp };
  const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
  const secret = stack.env.CONSULTANT_JWT_SECRET ?? '';
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
