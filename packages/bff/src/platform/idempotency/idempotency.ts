import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { SealedColumn } from '../crypto/sealed-column.ts';
import type { Sealing } from '../crypto/sealing.ts';
import { answerProblem, statusCode } from '../http/answers/problem-response.ts';
import type { AppContext } from '../http/app-env.ts';
import type { RunIdempotently } from '../http/route.ts';
import type { Log } from '../observability/log.ts';
import { Problem } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { idempotencyKeys } from './tables.ts';

/** How long an answer is kept for repeats. */
const keptMs = 24 * 60 * 60 * 1000;
/** A holder that has not said for so long that it is at work was killed; its key is taken over. */
const heldMs = 15_000;
const renewEveryMs = 5_000;
/** A second request with the same key waits so long for the first one's answer. */
const patienceMs = 10_000;
const lookEveryMs = 100;

const storedAnswer = z.object({ headers: z.array(z.tuple([z.string(), z.string()])), body: z.string() });

export interface Idempotency {
  run: RunIdempotently;
  /** Erases answers that are older than a day. */
  clean(): Promise<void>;
}

export interface IdempotencyOptions {
  db: Database;
  sealing: Sealing;
  clock: Clock;
  log: Log;
}

/**
 * One answer per `Idempotency-Key`. The key is bound to caller and address. Answers are kept for a day, sealed.
 * Not kept: 5xx and what says "not you" or "not now" (401, 403, 429); the next request with the key runs again.
 *
 * A process that is killed between its work and its answer leaves the work done and the key held. The key is
 * taken over after `heldMs` and the handler runs again: a handler that must not do its work twice finds it by
 * `idempotencyKeyHash`.
 */
export function createIdempotency({ db, sealing, clock, log }: IdempotencyOptions): Idempotency {
  const after = (ms: number) => new Date(clock.now().getTime() + ms);

  /** Makes the key ours, or says what is there. */
  const take = async (keyHash: string, requestHash: string, owner: string) => {
    const fresh = {
      requestHash,
      owner,
      heldUntil: after(heldMs),
      expiresAt: after(keptMs),
      status: null,
      answer: null,
    };
    const inserted = await db
      .insert(idempotencyKeys)
      .values({ keyHash, ...fresh })
      .onConflictDoNothing()
      .returning({ keyHash: idempotencyKeys.keyHash });
    if (inserted.length > 0) return 'taken' as const;

    const [found] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, keyHash));
    if (!found) return 'busy' as const;
    const now = clock.now();
    const expired = found.expiresAt <= now;
    if (!expired && found.requestHash !== requestHash) {
      throw new Problem(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another request: use a new key for a new request.',
      );
    }
    if (!expired && found.status !== null && found.answer !== null) {
      return { status: found.status, answer: found.answer };
    }
    if (!expired && found.heldUntil > now) return 'busy' as const;
    const takenOver = await db
      .update(idempotencyKeys)
      .set(fresh)
      .where(and(eq(idempotencyKeys.keyHash, keyHash), eq(idempotencyKeys.owner, found.owner)))
      .returning({ keyHash: idempotencyKeys.keyHash });
    return takenOver.length > 0 ? ('taken' as const) : ('busy' as const);
  };

  const mine = (keyHash: string, owner: string) =>
    and(
      eq(idempotencyKeys.keyHash, keyHash),
      eq(idempotencyKeys.owner, owner),
      isNull(idempotencyKeys.status),
    );

  const letGo = async (keyHash: string, owner: string) => {
    await db.delete(idempotencyKeys).where(mine(keyHash, owner));
  };

  const keep = async (keyHash: string, owner: string, response: Response): Promise<Response> => {
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => keptHeaders.has(name));
    await db
      .update(idempotencyKeys)
      .set({ status: response.status, answer: sealing.seal({ headers, body }, purpose(keyHash)) })
      .where(mine(keyHash, owner));
    return new Response(body, response);
  };

  const runAndKeep = async (c: AppContext, keyHash: string, owner: string, run: () => Promise<Response>) => {
    const renew = setInterval(() => {
      db.update(idempotencyKeys)
        .set({ heldUntil: after(heldMs) })
        .where(mine(keyHash, owner))
        .catch((error: unknown) => log.warn('An idempotency key could not be renewed', { error }));
    }, renewEveryMs);
    try {
      // A refusal is an answer too: the same request is refused the same way.
      const response = await run().catch((error: unknown) => answerProblem(error, c));
      if (isKept(response)) return await keep(keyHash, owner, response);
      await letGo(keyHash, owner);
      return response;
    } catch (error) {
      await letGo(keyHash, owner).catch(() => {});
      throw error;
    } finally {
      clearInterval(renew);
    }
  };

  return {
    async run(c, bodyText, run) {
      const key = c.req.header('idempotency-key');
      if (key === undefined) return run(null);
      if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
        throw new Problem(
          'invalid_request',
          'Idempotency-Key must be 1 to 255 visible characters without spaces.',
          {
            status: 400,
            fields: [
              { path: 'Idempotency-Key', code: 'invalid', message: 'must be 1 to 255 visible characters' },
            ],
          },
        );
      }
      const keyHash = hash([c.req.method, c.req.path, c.req.header('authorization') ?? '', key]);
      const requestHash = hash([canonical(bodyText), new URL(c.req.url).search]);
      const owner = randomUUID();
      const giveUpAt = performance.now() + patienceMs;
      for (;;) {
        const found = await take(keyHash, requestHash, owner);
        if (found === 'taken') return runAndKeep(c, keyHash, owner, () => run(keyHash));
        if (found !== 'busy')
          return replay(c, found.status, storedAnswer.parse(sealing.open(found.answer, purpose(keyHash))));
        if (performance.now() > giveUpAt) {
          throw new Problem(
            'request_in_progress',
            'The first request with this Idempotency-Key is still being answered.',
            {
              retryAfterSeconds: 2,
            },
          );
        }
        await wait(lookEveryMs);
      }
    },
    async clean() {
      await db.delete(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, clock.now()));
    },
  };
}

const keptHeaders = new Set(['content-type', 'location', 'etag', 'cache-control', 'retry-after']);

function isKept({ status, headers }: Response): boolean {
  // A conflict that says when to try again passes: the same request is meant to be sent again.
  if (status === 409 && headers.has('retry-after')) return false;
  return status < 500 && ![401, 403, 408, 425, 429].includes(status);
}

function replay(c: AppContext, status: number, answer: z.infer<typeof storedAnswer>): Response {
  for (const [name, value] of answer.headers) c.header(name, value);
  c.header('Idempotent-Replayed', 'true');
  return c.newResponse(answer.body, statusCode(status));
}

/** The same JSON written with other spaces is the same request. */
function canonical(bodyText: string): string {
  try {
    return JSON.stringify(JSON.parse(bodyText));
  } catch {
    return bodyText;
  }
}

/** Unambiguous: the parts cannot run into each other. */
function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const purpose = (keyHash: string) => `idempotency.answer:${keyHash}`;

/** What of it is sealed. */
export const idempotencySealedColumns: readonly SealedColumn[] = [
  { table: idempotencyKeys, column: idempotencyKeys.answer, key: idempotencyKeys.keyHash, purpose },
];
