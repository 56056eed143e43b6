import { z } from 'zod';
import { documentedIntervals } from './mapping.ts';

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
