import type { TextStyle } from './sheet.ts';

/** One line of text. */
export interface Line {
  readonly text: string;
  readonly style: TextStyle;
  /** Points, from the cell's edge. */
  readonly indent?: number;
}

export interface Cell {
  /** From the left edge of the sheet, in points. */
  readonly x: number;
  /** Its role in the document's structure, for screen readers: `H2`, `Lbl`, `TD` … */
  readonly tag: string;
  readonly lines: readonly Line[];
}

/** What is placed side by side: a question and its answer, a row of a table, a heading. */
export interface Row {
  readonly cells: readonly Cell[];
  /** Its place in the document's structure, from the outside in: `Sect#1`, `L#1`, `LI#phq1`. */
  readonly path: readonly string[];
  /** Space before it; none at the top of a page. */
  readonly above?: number;
  /** Space within it, before and after the text. */
  readonly inset?: number;
  readonly ground?: string;
  readonly bar?: string;
  /** A hairline under it. */
  readonly ruled?: boolean;
  /** Never the last row on a page. */
  readonly keepWithNext?: boolean;
  /** The row that is repeated when a page ends before this row: the head of a table. */
  readonly head?: Row;
}

/** A row, or the part of one that fits on a page. */
export interface Piece {
  readonly row: Row;
  /** From the top of the sheet, in points; the ground begins here. */
  readonly y: number;
  readonly height: number;
  readonly cells: readonly Cell[];
  /** A repetition, which screen readers skip. */
  readonly repeated?: true;
}

/** The fewest lines of a row at the end or the beginning of a page. */
const fewestLines = 2;

/**
 * Lays out rows on pages. A row stays together when it fits on one page and is not longer than half of it; a longer
 * row continues on the next page, line by line.
 * @param page where the text begins and ends, in points from the top
 */
export function paginate(
  rows: readonly Row[],
  page: { readonly top: number; readonly bottom: number },
): readonly (readonly Piece[])[] {
  const whole = page.bottom - page.top;
  const pages: Piece[][] = [[]];
  let y = page.top;

  const put = (row: Row, cells: readonly Cell[], repeated?: true): void => {
    const height = heightOf(cells, row);
    pages.at(-1)?.push({ row, y, height, cells, ...(repeated && { repeated }) });
    y += height;
  };
  const turn = (row: Row): void => {
    pages.push([]);
    y = page.top;
    if (row.head) put(row.head, row.head.cells, true);
  };

  rows.forEach((row, at) => {
    const gap = y === page.top ? 0 : (row.above ?? 0);
    const needed = gap + leastOf(rows, at, whole);
    if (y > page.top && y + needed > page.bottom) turn(row);
    else y += gap;

    let rest = row.cells;
    while (heightOf(rest, row) > page.bottom - y) {
      const room = page.bottom - y - 2 * (row.inset ?? 0);
      const [now, later] = split(rest, room);
      if (later.every((cell) => cell.lines.length === 0)) break;
      put(row, now);
      turn(row);
      rest = later;
    }
    put(row, rest);
  });
  return pages;
}

function heightOf(cells: readonly Cell[], row: Row): number {
  return Math.max(0, ...cells.map(({ lines }) => textHeight(lines))) + 2 * (row.inset ?? 0);
}

/**
 * The height that must fit on this page for the row to begin on it, including the rows that must follow it directly.
 */
function leastOf(rows: readonly Row[], at: number, whole: number): number {
  const row = rows[at];
  if (!row) return 0;
  const height = heightOf(row.cells, row);
  if (row.keepWithNext) {
    const next = rows[at + 1];
    // Rows that must stay together over more than a page are separated.
    return Math.min(height + (next?.above ?? 0) + leastOf(rows, at + 1, whole), whole);
  }
  if (height <= whole / 2) return height;
  const start = row.cells.map(({ lines }) => textHeight(lines.slice(0, fewestLines)));
  return Math.max(...start) + 2 * (row.inset ?? 0);
}

function split(cells: readonly Cell[], room: number): [readonly Cell[], readonly Cell[]] {
  const parts = cells.map((cell) => {
    let used = 0;
    let fits = cell.lines.findIndex((line) => {
      used += line.style.leading;
      return used > room;
    });
    if (fits === -1) fits = cell.lines.length;
    // At least one line moves on, or a page that is too small would never end. A last line does not move alone.
    const alone = cell.lines.length - fits === 1 && fits > fewestLines;
    const count = Math.max(1, alone ? fits - 1 : fits);
    return [
      { ...cell, lines: cell.lines.slice(0, count) },
      { ...cell, lines: cell.lines.slice(count) },
    ] as const;
  });
  return [parts.map(([now]) => now), parts.map(([, later]) => later)];
}

function textHeight(lines: readonly Line[]): number {
  return lines.reduce((sum, { style }) => sum + style.leading, 0);
}
