import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { StartRefusal } from '../../platform/start-refusal.ts';
import type { Clinic } from './clinic.ts';
import { imageOf } from './image.ts';

/** A photo that this server sends itself. */
interface Photo {
  /** The name in its address. It changes with the content, so that browsers may keep the file for good. */
  name: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** By practitioner, for each whose photo is a file. */
export type Photos = ReadonlyMap<string, Photo>;

/** A patient on a phone loads several photos at once, each shown at 64 CSS pixels. */
const mostBytes = 150_000;
const leastPixels = 128;
const mostPixels = 1024;

/**
 * Reads the photos that `clinic.yaml` names as files.
 * @param folder the folder of `clinic.yaml`; photos are in it or below it
 * @throws StartRefusal with one line per photo that cannot be shown
 */
export function readPhotos({ practitioners }: Pick<Clinic, 'practitioners'>, folder: string): Photos {
  const photos = new Map<string, Photo>();
  const refusals: string[] = [];
  for (const { id, photo } of practitioners) {
    if (photo === '' || photo.includes('://')) continue;
    const read = readPhoto(photo, folder);
    if (typeof read === 'string') refusals.push(`The photo of "${id}" (${photo}) ${read}.`);
    else photos.set(id, read);
  }
  if (refusals.length > 0) throw new StartRefusal(refusals.join('\n'));
  return photos;
}

/** @returns the photo, or what is wrong with the file */
function readPhoto(file: string, folder: string): Photo | string {
  const path = resolve(folder, file);
  const inside = relative(folder, path);
  if (isAbsolute(inside) || inside.startsWith('..'))
    return 'must be in the folder of clinic.yaml, or below it';
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(readFileSync(join(folder, inside)));
  } catch {
    return 'cannot be read: check the name of the file';
  }
  if (bytes.byteLength > mostBytes) {
    return `has ${Math.round(bytes.byteLength / 1000)} KB, and may have ${mostBytes / 1000} KB: make it smaller`;
  }
  const image = imageOf(bytes);
  if (!image) return 'must be a JPEG, PNG or WebP file';
  const { width, height, type } = image;
  if (Math.min(width, height) < leastPixels || Math.max(width, height) > mostPixels) {
    return `has ${width} × ${height} pixels: each side must have ${leastPixels} to ${mostPixels}`;
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { name: `${hash}.${type}`, contentType: `image/${type}`, bytes };
}
