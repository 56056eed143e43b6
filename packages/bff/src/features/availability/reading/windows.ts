/** A stretch of time, `[start, end)`, in milliseconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** The parts of `whole` that none of the `covered` stretches covers, in order. */
export function gaps(whole: Stretch, covered: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let cursor = whole.start;
  for (const one of covered.toSorted((a, b) => a.start - b.start)) {
    if (one.end <= cursor) continue;
    if (one.start >= whole.end) break;
    if (one.start > cursor) found.push({ start: cursor, end: one.start });
    cursor = one.end;
  }
  if (cursor < whole.end) found.push({ start: cursor, end: whole.end });
  return found;
}

/**
 * The fewest windows of full length whose reading covers `whole`, given what is covered already. Each begins where
 * cover ends, and is as long as the vendor allows: so a question of n days costs ⌈n ÷ window⌉ readings, and the
 * questions beside it find most of their days read.
 */
export function windowsToRead(whole: Stretch, covered: readonly Stretch[], windowMs: number): Stretch[] {
  const windows: Stretch[] = [];
  for (;;) {
    const [gap] = gaps(whole, [...covered, ...windows]);
    if (!gap) return windows;
    windows.push({ start: gap.start, end: gap.start + windowMs });
  }
}
