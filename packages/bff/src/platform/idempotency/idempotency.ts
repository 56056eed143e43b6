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
import { csrfHeader } from '../staff-auth/staff-session.ts';
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

/** A UUID of version 4, or as many random digits: what our own pages send. */
const randomKey = /^(?:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|[\da-f]{32})$/i;

const storedAnswer = z.object({ headers: z.array(z.tuple([z.string(), z.string()])), body: z.string() });

/** The key belongs to this request. `isFirst`: no earlier request with the key did any work. */
interface Taken {
  kind: 'taken';
  workHash: string;
  isFirst: boolean;
}

/** Another request has the key, or had it and was answered. */
type Found = { kind: 'busy' } | { kind: 'answered'; status: number; answer: string };

export interface Idempotency {
  run: RunIdempotently;
  /**
   * The hash by which the work of an earlier POST is found, for a caller who has its key and no longer its body. Only a
   * random key, which a stranger cannot guess, finds anything.
   * @returns `null` when no such request came in the last day; `running`: it has no answer yet
   */
  workOf(path: string, key: string): Promise<{ hash: string; running: boolean } | null>;
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
 * One answer per `Idempotency-Key`. The key is bound to caller and address, and its record to the first body. Answers
 * are kept for a day, sealed. Not kept: 5xx and what says "not you" or "not now" (401, 403, 429); the next request with
 * the same key and body runs again.
 *
 * A process that is killed between its work and its answer leaves the work done and the key held. The key is
 * taken over after `heldMs` and the handler runs again: a handler that must not do its work twice finds it by
 * `idempotencyKeyHash`. That hash is made from the key, the body and the day on which the record expires. The same
 * request finds its work by it also when the record was lost. With another body, or after the record has expired, no
 * request gets the same hash, so no request finds the work of an earlier one.
 */
export function createIdempotency({ db, sealing, clock, log }: IdempotencyOptions): Idempotency {
  const after = (ms: number) => new Date(clock.now().getTime() + ms);

  /** Takes the key for this request, or says what is there. */
  const take = async (keyHash: string, requestHash: string, owner: string): Promise<Taken | Found> => {
    const held = { owner, heldUntil: after(heldMs) };
    const fresh = { ...held, requestHash, expiresAt: after(keptMs), status: null, answer: null };
    const inserted = await db
      .insert(idempotencyKeys)
      .values({ keyHash, ...fresh })
      .onConflictDoNothing()
      .returning({ keyHash: idempotencyKeys.keyHash });
    if (inserted.length > 0) {
      return { kind: 'taken', workHash: workHashOf({ keyHash, ...fresh }), isFirst: true };
    }

    const [found] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, keyHash));
    if (!found) return { kind: 'busy' };
    const now = clock.now();
    const expired = found.expiresAt <= now;
    if (!expired && found.requestHash !== requestHash) {
      throw new Problem(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another request: use a new key for a new request.',
      );
    }
    if (!expired && found.status !== null && found.answer !== null) {
      return { kind: 'answered', status: found.status, answer: found.answer };
    }
    if (!expired && found.heldUntil > now) return { kind: 'busy' };
    const [takenOver] = await db
      .update(idempotencyKeys)
      .set(expired ? fresh : held)
      .where(and(eq(idempotencyKeys.keyHash, keyHash), eq(idempotencyKeys.owner, found.owner)))
      .returning();
    return takenOver
      ? { kind: 'taken', workHash: workHashOf(takenOver), isFirst: expired }
      : { kind: 'busy' };
  };

  const mine = (keyHash: string, owner: string) =>
    and(
      eq(idempotencyKeys.keyHash, keyHash),
      eq(idempotencyKeys.owner, owner),
      isNull(idempotencyKeys.status),
    );

  /**
   * The next request with this key and body may run. A failure can come after the work was stored, and an earlier
   * attempt may have stored it: then the record stays, because the next request finds the work by it.
   */
  const letGo = async (keyHash: string, owner: string, workMayExist: boolean) => {
    if (workMayExist) {
      await db.update(idempotencyKeys).set({ heldUntil: clock.now() }).where(mine(keyHash, owner));
    } else {
      await db.delete(idempotencyKeys).where(mine(keyHash, owner));
    }
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

  const runAndKeep = async (
    c: AppContext,
    { keyHash, owner, isFirst }: { keyHash: string; owner: string; isFirst: boolean },
    run: () => Promise<Response>,
  ) => {
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
      await letGo(keyHash, owner, !isFirst || !isRefusedBeforeWork(response));
      return response;
    } catch (error) {
      await letGo(keyHash, owner, true).catch(() => {});
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
      const keyHash = hash([c.req.method, c.req.path, callerOf(c), key]);
      const requestHash = hash([canonical(bodyText), new URL(c.req.url).search]);
      const owner = randomUUID();
      const giveUpAt = performance.now() + patienceMs;
      for (;;) {
        const found = await take(keyHash, requestHash, owner);
        if (found.kind === 'taken') {
          const { workHash, isFirst } = found;
          return runAndKeep(c, { keyHash, owner, isFirst }, () => run(workHash));
        }
        if (found.kind === 'answered') {
          return replay(c, found.status, storedAnswer.parse(sealing.open(found.answer, purpose(keyHash))));
        }
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
    async workOf(path, key) {
      if (!randomKey.test(key)) return null;
      const keyHash = hash(['POST', path, '', key]);
      const [found] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, keyHash));
      const now = clock.now();
      if (!found || found.expiresAt <= now) return null;
      const running = found.status === null && found.heldUntil > now;
      return { hash: workHashOf(found), running };
    },
    async clean() {
      await db.delete(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, clock.now()));
    },
  };
}

const keptHeaders = new Set(['content-type', 'location', 'etag', 'cache-control', 'retry-after']);

function isKept(response: Response): boolean {
  const { status, headers } = response;
  // A conflict that says when to try again passes: the same request is meant to be sent again.
  if (status === 409 && headers.has('retry-after')) return false;
  return status < 500 && !isRefusedBeforeWork(response);
}

/** "Not you" or "not now": a handler says so before it stores anything. */
function isRefusedBeforeWork({ status }: Response): boolean {
  return [401, 403, 408, 425, 429].includes(status);
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

/** Who sends it: a token's holder, a session of the desk by its anti-forgery token, or a patient without either. */
function callerOf(c: AppContext): string {
  return c.req.header('authorization') ?? c.req.header(csrfHeader) ?? '';
}

/** Unambiguous: the parts cannot run into each other. */
function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The hash by which the work of a request is found. A record that follows an expired one expires at least `keptMs`
 * later, so the number of its day is another.
 */
function workHashOf(record: { keyHash: string; requestHash: string; expiresAt: Date }): string {
  const expiryDay = Math.floor(record.expiresAt.getTime() / keptMs);
  return hash([record.keyHash, record.requestHash, String(expiryDay)]);
}

const purpose = (keyHash: string) => `idempotency.answer:${keyHash}`;

/** What of it is sealed. */
export const idempotencySealedColumns: readonly SealedColumn[] = [
  { table: idempotencyKeys, column: idempotencyKeys.answer, key: idempotencyKeys.keyHash, purpose },
];
