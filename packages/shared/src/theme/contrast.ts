/** The contrast of ordinary text that WCAG asks for at level AA. */
export const leastContrast = 4.5;

type Linear = readonly [red: number, green: number, blue: number];

function linear(hex: string): Linear {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const brightness = ([red, green, blue]: Linear) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function hexOf(colour: Linear): string {
  const channel = (value: number) => {
    const shown = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, shown)) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${colour.map(channel).join('')}`;
}

/** The contrast of two colours `#rrggbb`, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [brightness(linear(one)), brightness(linear(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour, made darker or lighter as far as its ground needs: what the elements do in CSS (`readable` in the widgets),
 * so that the builder can say it beforehand. `least` up to 4.5 is reached on every ground.
 */
export function readableOn(colour: string, ground: string, least: number = leastContrast): string {
  if (contrast(colour, ground) >= least) return colour;
  const own = linear(colour);
  const under = brightness(linear(ground));
  const ownY = brightness(own);
  const towardsWhite = (share: number): Linear => mixed(own, 1 - share, share);
  if (under <= 0.179) {
    const wanted = (under + 0.05) * (least + 0.05) - 0.05;
    return hexOf(towardsWhite(Math.min(1, Math.max(0, (wanted - ownY) / (1 - ownY)))));
  }
  const wanted = (under + 0.05) / (least + 0.05) - 0.05;
  return hexOf(mixed(own, Math.max(0, Math.min(1, wanted / Math.max(ownY, 0.0001))), 0));
}

const mixed = ([red, green, blue]: Linear, kept: number, white: number): Linear => [
  red * kept + white,
  green * kept + white,
  blue * kept + white,
];

/** Black or white, the one with more contrast. */
export function blackOrWhite(ground: string): string {
  return contrast('#ffffff', ground) >= contrast('#000000', ground) ? '#ffffff' : '#000000';
}
