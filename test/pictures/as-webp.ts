import type { Page } from 'playwright-core';

/**
 * WebP keeps a screen of text and lines below 60 KB. A blank page turns the picture into it, because the browser itself takes
 * PNG and JPEG only.
 */
export async function asWebp(blank: Page, png: Buffer): Promise<Buffer> {
  const base64 = await blank.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/webp', 0.6).split(',')[1] ?? '';
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}
