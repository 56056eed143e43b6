import type { Clock } from '../../platform/clock.ts';
import { codesIn, rememberedCodes } from './code-list.ts';
import type { MediRecordsConnection } from './connection.ts';
import { documentedIntervals } from './mapping/appointments.ts';
import { paths } from './mapping/paths.ts';

const intervals = { documented: documentedIntervals, keysIn: minutesIn };

/** The vendor's list of lengths: asked for only when the documented ones do not do. */
export function rememberedIntervals(connection: MediRecordsConnection, clock: Clock) {
  const codes = rememberedCodes(connection, clock, {
    operation: 'read interval codes',
    path: paths.intervalCodes,
    ...intervals,
  });
  return {
    /** The codes, with one for this length where the vendor has one. */
    forMinutes: (minutes: number, signal?: AbortSignal) => codes((known) => known.has(minutes), signal),
    /** The codes, with the length of this one where the vendor knows it. */
    forCode: (code: number | null | undefined, signal?: AbortSignal) =>
      codes((known) => code == null || [...known.values()].includes(code), signal),
  };
}

/** Minutes → code. */
export function intervalsIn(answer: unknown): ReadonlyMap<number, number> {
  return codesIn(answer, intervals);
}

/** `15 min`, `45 minutes`, `1 hr`, `1 hour 30 minutes`. */
function minutesIn(words: string): number[] {
  const match = /^\s*(?:(\d+)\s*h(?:(?:ou)?rs?)?)?\s*(?:(\d+)\s*m(?:in(?:ute)?s?)?)?\.?\s*$/i.exec(words);
  const minutes = Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0);
  return minutes > 0 ? [minutes] : [];
}
