import { light } from '../colours.ts';

/** A4 in points. Every measure is a whole number, so that neighbouring boxes meet without a seam. */
export const sheet = {
  width: 595,
  height: 842,
  left: 54,
  right: 54,
  top: 54,
  /** The text ends here; the footer is below. */
  bottom: 778,
  footer: 796,
} as const;
export const fullWidth = sheet.width - sheet.left - sheet.right;

export interface TextStyle {
  readonly font: 'regular' | 'strong';
  readonly size: number;
  /** From line to line. */
  readonly leading: number;
  readonly colour: string;
}

const style = (
  size: number,
  leading: number,
  colour: string,
  font: TextStyle['font'] = 'regular',
): TextStyle => ({ font, size, leading, colour });

/** The colours of the emails, on white, because a document is printed. */
export const styles = {
  eyebrow: style(9, 14, light.accent, 'strong'),
  title: style(20, 28, light.ink, 'strong'),
  heading: style(13, 18, light.accent, 'strong'),
  question: style(9, 13, light.second),
  wideQuestion: style(9, 13, light.second, 'strong'),
  answer: style(10, 14, light.ink),
  strong: style(10, 14, light.ink, 'strong'),
  quiet: style(9, 13, light.second),
  small: style(8, 12, light.second),
  signature: style(14, 20, light.accent),
  columnHead: style(8, 12, light.second, 'strong'),
  warningTitle: style(12, 17, light.warning, 'strong'),
  footer: style(8, 12, light.second),
} as const satisfies Record<string, TextStyle>;

export const grounds = {
  wash: light.wash,
  accentWash: light.accentWash,
  warningWash: light.warningWash,
} as const;
export const bars = { accent: light.accent, warning: light.warning } as const;
export const hairline = light.line;
