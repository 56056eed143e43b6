import type { Row } from './paginate.ts';
import { fullWidth, grounds, sheet, styles } from './sheet.ts';
import { printable } from './text/printable.ts';
import { widthOf, wrapText } from './text/wrap-text.ts';

const gap = 12;
const narrowest = 56;
const inset = 8;

/** A table. Its head is repeated on every page that it reaches. Column widths follow their content. */
export function tableRows(
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
  parent: readonly string[],
): Row[] {
  const path = [...parent, 'Table#table'];
  const columns = places(table);
  const head: Row = {
    path: [...path, 'TR#head'],
    ground: grounds.wash,
    inset: 4,
    keepWithNext: true,
    cells: columns.map(({ x, width }, at) => ({
      x,
      tag: `TH#${at}`,
      lines: wrapText(table.columns[at] ?? '', styles.columnHead, width).map((text) => ({
        text,
        style: styles.columnHead,
      })),
    })),
  };
  return [
    head,
    ...table.rows.map(
      (row, line): Row => ({
        path: [...path, `TR#${line}`],
        inset: 4,
        ruled: true,
        head,
        cells: columns.map(({ x, width }, at) => ({
          x,
          tag: `TD#${at}`,
          lines: wrapText(row[at] ?? '', styles.answer, width).map((text) => ({
            text,
            style: styles.answer,
          })),
        })),
      }),
    ),
  ];
}

/** Each column gets the width of its longest text, scaled to the width of the page. */
function places({ columns, rows }: Parameters<typeof tableRows>[0]): { x: number; width: number }[] {
  const room = fullWidth - 2 * inset - gap * (columns.length - 1);
  const wishes = columns.map((name, at) => {
    const cells = rows.map((row) => Math.min(widthOf(printable(row[at] ?? ''), styles.answer), room));
    return Math.ceil(Math.max(narrowest, widthOf(printable(name), styles.columnHead), ...cells)) + 1;
  });
  const spareWishes = wishes.reduce((sum, wish) => sum + wish - narrowest, 0);
  const share = Math.max(0, room - narrowest * columns.length) / spareWishes;
  let x = sheet.left + inset;
  return wishes.map((wish) => {
    const width = Math.floor(narrowest + (wish - narrowest) * share);
    const place = { x, width };
    x += width + gap;
    return place;
  });
}
