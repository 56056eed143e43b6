export interface Image {
  type: 'jpeg' | 'png' | 'webp';
  width: number;
  height: number;
}

/** Kind and size of a picture, from the first bytes of its file. `null`: none of the three kinds. */
export function imageOf(bytes: Uint8Array): Image | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (offset: number, text: string) =>
    [...text].every((letter, index) => bytes[offset + index] === letter.charCodeAt(0));
  try {
    if (isAt(1, 'PNG')) return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint16(0) === 0xffd8) return jpegOf(view);
    if (isAt(0, 'RIFF') && isAt(8, 'WEBP')) return webpOf(view, isAt);
  } catch (error) {
    // The file ends too early.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** Segments follow each other, each with its length, until one that begins a frame: it has the size. */
function jpegOf(view: DataView): Image | null {
  let offset = 2;
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const beginsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (beginsFrame) {
      return { type: 'jpeg', height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    }
    offset += 2 + view.getUint16(offset + 2);
  }
  return null;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpOf(view: DataView, isAt: (offset: number, text: string) => boolean): Image | null {
  const of = (width: number, height: number): Image => ({ type: 'webp', width, height });
  if (isAt(12, 'VP8 ')) return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (isAt(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
  }
  if (isAt(12, 'VP8X')) {
    // 24 bits each: the fourth byte belongs to what follows.
    return of((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
  }
  return null;
}
