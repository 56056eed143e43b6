import type { Row } from './paginate.ts';
import { fullWidth, grounds, styles, type TextStyle } from './sheet.ts';
import { inset, left, lines } from './text-lines.ts';

/** One label with its values, each a paragraph. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  /** Left out: the style of an answer. */
  readonly style?: TextStyle;
}

/**
 * Labels and values in the quiet box. They stay together with what follows them.
 * @param labelWidth points from a label's left edge to its value
 */
export function factRows(facts: readonly Fact[], labelWidth: number): Row[] {
  const width = fullWidth - 2 * inset - labelWidth;
  const edge = { cells: [], ground: grounds.wash, inset: 4 };
  return [
    { ...edge, path: [], above: 14, keepWithNext: true },
    ...facts.map(
      ({ label, values, style = styles.answer }, at): Row => ({
        path: ['L#facts', `LI#${at}`],
        ground: grounds.wash,
        inset: 2,
        keepWithNext: true,
        cells: [
          {
            x: left + inset,
            tag: 'Lbl',
            lines: lines(label, { ...styles.question, leading: 14 }, labelWidth),
          },
          {
            x: left + inset + labelWidth,
            tag: 'LBody',
            lines: values.flatMap((value) => lines(value, style, width)),
          },
        ],
      }),
    ),
    { ...edge, path: [] },
  ];
}
