import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { MediRecordsConnection } from './connection.ts';
import { documentedIntervals, paths } from './mapping.ts';
import { anything } from './wire.ts';

const hour = 3_600_000;
const keptMs = 24 * hour;
const askAgainMs = hour / 6;

/** The vendor's list of lengths: asked for only when the documented ones do not do, and never insisted on. */
export function rememberedIntervals(connection: MediRecordsConnection, clock: Clock) {
  let known = documentedIntervals;
  let askAgainAt = 0;
  return async (minutes: number, signal?: AbortSignal): Promise<ReadonlyMap<number, number>> => {
    const now = clock.now().getTime();
    if (known.has(minutes) || now < askAgainAt) return known;
    try {
      const reading = { operation: 'read interval codes', path: paths.intervalCodes, signal };
      known = intervalsIn(await connection.get(reading, anything));
      askAgainAt = now + keptMs;
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.reason === 'aborted') throw error;
      askAgainAt = now + askAgainMs;
    }
    return known;
  };
}

/** The shape of a code list is unconfirmed: an array of codes with some text, bare or in an envelope, or a map. */
const list = z.union([
  z.array(z.record(z.string(), z.unknown())),
  z.object({ data: z.array(z.record(z.string(), z.unknown())) }).transform((envelope) => envelope.data),
  z
    .record(z.string(), z.string())
    .transform((map) =>
      Object.entries(map).map(([code, words]): Record<string, unknown> => ({ code, words })),
    ),
]);

/**
 * Minutes → code, out of the vendor's own list where its shape can be understood, with what is documented beneath
 * it. An entry counts only when exactly one length can be read in its words and its code is a whole number.
 */
export function intervalsIn(answer: unknown): ReadonlyMap<number, number> {
  const parsed = list.safeParse(answer);
  const found = new Map(documentedIntervals);
  for (const entry of parsed.success ? parsed.data : []) {
    const code = Number(entry.code ?? entry.id ?? Number.NaN);
    const lengths = Object.values(entry).flatMap((value) =>
      typeof value === 'string' ? minutesIn(value) : [],
    );
    const [minutes] = lengths;
    if (Number.isInteger(code) && minutes !== undefined && new Set(lengths).size === 1) {
      found.set(minutes, code);
    }
  }
  return found;
}

/** `15 min`, `45 minutes`, `1 hr`, `1 hour 30 minutes`. */
function minutesIn(words: string): number[] {
  const match = /^\s*(?:(\d+)\s*h(?:(?:ou)?rs?)?)?\s*(?:(\d+)\s*m(?:in(?:ute)?s?)?)?\.?\s*$/i.exec(words);
  const minutes = Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0);
  return minutes > 0 ? [minutes] : [];
}
