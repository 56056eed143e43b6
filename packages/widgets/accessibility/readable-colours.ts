/**
 * The engine of IBM reads colours as `rgb()` only; a colour that the browser computes as `oklab()` throws in its rules.
 * While `act` runs, computed styles give each colour as the pixel that the browser paints for it.
 */
export async function withReadableColours<Result>(act: () => Promise<Result>): Promise<Result> {
  const original = window.getComputedStyle;
  window.getComputedStyle = (element, pseudo) => readable(original.call(window, element, pseudo));
  try {
    return await act();
  } finally {
    window.getComputedStyle = original;
  }
}

function readable(style: CSSStyleDeclaration): CSSStyleDeclaration {
  return new Proxy(style, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === 'string') return inRgb(value);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, values);
        return typeof result === 'string' ? inRgb(result) : result;
      };
    },
  });
}

const inRgb = (value: string) => value.replace(/\b(?:oklab|oklch|lab|lch|color)\([^()]*\)/g, painted);

const known = new Map<string, string>();
const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** The colour of the pixel that the browser paints. */
function painted(colour: string): string {
  const found = known.get(colour);
  if (found) return found;
  if (!pen) throw new Error('There is no canvas to paint a colour on.');
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  const rgb = `rgba(${red}, ${green}, ${blue}, ${Number((alpha / 255).toFixed(3))})`;
  known.set(colour, rgb);
  return rgb;
}
