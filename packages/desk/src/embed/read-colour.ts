const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
  willReadFrequently: true,
});

/** A colour as a person writes it (`#abc`, `teal`, `rgb(1 2 3)`) as `#rrggbb`; `undefined` when it is none that is opaque. */
export function readColour(words: string): string | undefined {
  const text = words.trim();
  const given = /^([\da-f]{3}|[\da-f]{6})$/i.test(text) ? `#${text}` : text;
  if (!pen || !CSS.supports('color', given) || /^(inherit|initial|unset|revert|currentcolor)/i.test(given))
    return undefined;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = given;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) return undefined;
  return `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`;
}
