import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Piece, paginate, type Row } from './paginate.ts';

const style = { font: 'regular', size: 10, leading: 10, colour: '#000000' } as const;
const page = { top: 0, bottom: 200 };
let named = 0;

function row(lines: number, more: Partial<Row> = {}): Row {
  const name = named++;
  const text = Array.from({ length: lines }, (_, at) => ({ text: `${name}.${at}`, style }));
  return { path: [], cells: [{ x: 0, tag: 'P', lines: text }], ...more };
}

const written = (pages: readonly (readonly Piece[])[]) =>
  pages.flatMap((pieces) =>
    pieces
      .filter(({ repeated }) => !repeated)
      .flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.map(({ text }) => text))),
  );

describe('laying rows onto pages', () => {
  it('keeps a heading with what follows it', () => {
    const heading = row(1, { keepWithNext: true });
    const pages = paginate([row(10), row(9), heading, row(2)], page);
    assert.equal(pages.length, 2);
    assert.equal(pages[1]?.[0]?.row, heading);
  });

  it('keeps a row together that fits, and lets a long one run on without a lonely line', () => {
    const together = paginate([row(15), row(8)], page);
    assert.deepEqual(
      together.map((pieces) => pieces.length),
      [1, 1],
    );
    const running = paginate([row(18), row(21)], page);
    assert.deepEqual(
      running.map((pieces) => pieces.map(({ cells }) => cells[0]?.lines.length)),
      [[18, 2], [19]],
    );
    const lonely = paginate([row(21)], page);
    assert.deepEqual(
      lonely.map((pieces) => pieces.map(({ cells }) => cells[0]?.lines.length)),
      [[19], [2]],
    );
  });

  it('says the heads of a table again on the next page', () => {
    const head = row(1, { keepWithNext: true });
    const pages = paginate([head, ...Array.from({ length: 25 }, () => row(1, { head }))], page);
    assert.equal(pages.length, 2);
    assert.equal(pages[1]?.[0]?.row, head);
    assert.equal(pages[1]?.[0]?.repeated, true);
  });

  it('loses nothing, overlaps nothing, and stays on the page, with any rows', () => {
    const rows = fc.array(
      fc
        .record({
          lines: fc.integer({ min: 0, max: 60 }),
          above: fc.integer({ min: 0, max: 30 }),
          inset: fc.integer({ min: 0, max: 6 }),
          keepWithNext: fc.boolean(),
        })
        .map(({ lines, ...more }) => row(lines, more)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const pages = paginate(given, page);
        const all = given.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.map(({ text }) => text)));
        assert.deepEqual(written(pages), all);
        for (const pieces of pages) {
          let y = page.top;
          for (const piece of pieces) {
            assert.ok(piece.y >= y && piece.y + piece.height <= page.bottom);
            y = piece.y + piece.height;
          }
        }
        const short = given.every(({ cells }) => (cells[0]?.lines.length ?? 0) < 4);
        if (!short) return;
        for (const pieces of pages.slice(0, -1)) {
          const run = given.length - 1 - [...given].reverse().findIndex(({ keepWithNext }) => !keepWithNext);
          // Rows that cling to each other over a whole page have to let go somewhere.
          if (run >= 0 && !clingsTooLong(given)) assert.ok(!pieces.at(-1)?.row.keepWithNext);
        }
      }),
    );
  });
});

function clingsTooLong(rows: readonly Row[]): boolean {
  let height = 0;
  return rows.some(({ cells, above = 0, inset = 0, keepWithNext }) => {
    height += above + 2 * inset + 10 * (cells[0]?.lines.length ?? 0);
    const tooLong = height > 150;
    if (!keepWithNext) height = 0;
    return tooLong;
  });
}
