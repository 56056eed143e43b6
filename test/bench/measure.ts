/** What a benchmark found, beside its limit. */
export interface Finding {
  name: string;
  measured: string;
  limit: string;
  holds: boolean;
  /** How it came about, in one line. */
  detail: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('The median of nothing.');
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}

/** Milliseconds that something takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

export function describeFinding({ name, measured, limit, holds, detail }: Finding): string {
  return `${holds ? '✓' : '✗'} ${name.padEnd(52)} ${measured.padStart(16)}   limit ${limit}\n    ${detail}`;
}
