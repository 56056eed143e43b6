type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const canvas = document.createElement('canvas');
canvas.width = 1;
canvas.height = 1;
const pen = canvas.getContext('2d', { willReadFrequently: true });

/** A computed colour of any form (`rgb`, `oklch`, `color(…)`) as the browser paints it. */
function painted(colour: string): Colour | null {
  if (!pen) return null;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** The colour behind an element: of the nearest one around it that has a ground, through the shadow roots. */
export function groundOf(element: Element): string | null {
  for (let around: Element | null = element; around; around = parentOf(around)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(around);
    // A picture may have any colour.
    if (backgroundImage !== 'none') return null;
    const colour = painted(backgroundColor);
    if (colour && colour[3] > 0.99) return backgroundColor;
    if (colour && colour[3] > 0.01) return null;
  }
  return getComputedStyle(document.documentElement).colorScheme.startsWith('dark') ? 'black' : 'white';
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The contrast by WCAG 2.2; `null` when it cannot be told. */
export function contrastOf(colour: string, ground: string | null): number | null {
  const text = painted(colour);
  const under = ground === null ? null : painted(ground);
  if (!text || !under || text[3] < 0.99) return null;
  const [light, dark] = [brightness(text), brightness(under)].sort((one, other) => other - one) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function brightness([red, green, blue]: Colour): number {
  const channel = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}
