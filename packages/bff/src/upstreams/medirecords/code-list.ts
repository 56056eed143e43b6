import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { MediRecordsConnection } from './connection.ts';
import { anything } from './wire.ts';

const keptMs = 24 * hourMs;
const askAgainMs = hourMs / 6;

interface CodeList<Key> {
  /** As in a call: `read interval codes`. */
  operation: string;
  path: string;
  /** What is known without asking. */
  documented: ReadonlyMap<Key, number>;
  /** What an entry's words mean. */
  keysIn: (words: string) => readonly Key[];
}

/**
 * A code list of the vendor: asked for only when what is documented does not do, and never insisted on.
 * @returns the codes; `enough` says whether those known so far do
 */
export function rememberedCodes<Key>(connection: MediRecordsConnection, clock: Clock, list: CodeList<Key>) {
  let known = list.documented;
  let askAgainAt = 0;
  return async (
    enough: (known: ReadonlyMap<Key, number>) => boolean,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<Key, number>> => {
    const now = clock.now().getTime();
    if (enough(known) || now < askAgainAt) return known;
    try {
      const reading = { operation: list.operation, path: list.path, signal };
      known = codesIn(await connection.get(reading, anything), list);
      askAgainAt = now + keptMs;
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.reason === 'aborted') throw error;
      askAgainAt = now + askAgainMs;
    }
    return known;
  };
}

/** The shape of a code list is unconfirmed: an array of codes with some text, bare or in an envelope, or a map. */
const shape = z.union([
  z.array(z.record(z.string(), z.unknown())),
  z.object({ data: z.array(z.record(z.string(), z.unknown())) }).transform((envelope) => envelope.data),
  z
    .record(z.string(), z.string())
    .transform((map) =>
      Object.entries(map).map(([code, words]): Record<string, unknown> => ({ code, words })),
    ),
]);

/**
 * Meaning → code, out of the vendor's own list where its shape can be understood, with what is documented beneath
 * it. An entry counts only when exactly one meaning can be read in its words and its code is a whole number.
 */
export function codesIn<Key>(
  answer: unknown,
  { documented, keysIn }: Pick<CodeList<Key>, 'documented' | 'keysIn'>,
): ReadonlyMap<Key, number> {
  const parsed = shape.safeParse(answer);
  const found = new Map(documented);
  for (const entry of parsed.success ? parsed.data : []) {
    const code = Number(entry.code ?? entry.id ?? Number.NaN);
    const keys = Object.values(entry).flatMap((value) => (typeof value === 'string' ? keysIn(value) : []));
    const [key] = keys;
    if (Number.isInteger(code) && key !== undefined && new Set(keys).size === 1) found.set(key, code);
  }
  return found;
}
