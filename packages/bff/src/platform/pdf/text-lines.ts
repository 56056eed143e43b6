import type { Line } from './paginate.ts';
import { fullWidth, sheet, type TextStyle } from './sheet.ts';
import { widthOf, wrapText } from './text/wrap-text.ts';

export const { left } = sheet;

export const inset = 12;

export function lines(text: string, style: TextStyle, width: number = fullWidth): Line[] {
  return wrapText(text, style, width).map((line) => ({ text: line, style }));
}

/** One item of a list, with a dot before it. */
export function bullet(text: string, style: TextStyle, width: number): Line[] {
  const indent = widthOf(dot, style);
  return wrapText(text, style, width - indent).map((line, at) =>
    at === 0 ? { text: `${dot}${line}`, style } : { text: line, style, indent },
  );
}

const dot = '• ';
