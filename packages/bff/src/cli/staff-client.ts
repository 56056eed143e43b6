import { userInfo } from 'node:os';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { SignJWT } from 'jose';
import { type Clock, systemClock } from '../platform/clock.ts';
import { WrongCall } from './command-line.ts';

/**
 * Asks staff routes of a running server in the name of the person at the command line.
 * @throws WrongCall when the server is not known, does not answer, or refuses
 */
export async function staffClient(
  server: string | undefined,
  secret: string | undefined,
  permissions: readonly string[],
  clock: Clock = systemClock,
) {
  if (!server) throw new WrongCall('Say where the server is: --server http://localhost:8787, or PUBLIC_URL.');
  if (!secret) throw new WrongCall('CONSULTANT_JWT_SECRET is not set: use the one that the server has.');
  const token = await new SignJWT({ role: 'staff', permissions })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`command-line:${userInfo().username}`)
    // Long enough for a list of thousands, batch by batch; the server takes eight hours at most.
    .setExpirationTime(new Date(clock.now().getTime() + hourMs))
    .sign(new TextEncoder().encode(secret));
  return async function ask(path: string, body?: object): Promise<Response> {
    const answer = await fetch(new URL(path, server), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    }).catch((cause: unknown) => {
      throw new WrongCall(`The server at ${server} does not answer.`, { cause });
    });
    if (answer.ok) return answer;
    const known = problem.safeParse(await answer.json().catch(() => null));
    throw new WrongCall(known.data?.detail ?? `The server answered ${answer.status}.`);
  };
}
