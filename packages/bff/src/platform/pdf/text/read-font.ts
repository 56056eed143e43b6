import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { create, type Font } from 'fontkit';

/** A font file, opened. */
export function readFont(file: string): Font {
  const bytes = readFileSync(new URL(file));
  const font = create(bytes.toString('latin1', 0, 4) === 'wOFF' ? unpacked(bytes) : bytes);
  if ('fonts' in font) throw new Error('The file holds several fonts.');
  return font;
}

const headerBytes = 12;
const entryBytes = 16;

/**
 * A WOFF file as the OpenType file that is compressed in it (https://www.w3.org/TR/WOFF/). fontkit reads WOFF too, but
 * decompresses a table again for each glyph.
 */
function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const header = Buffer.alloc(headerBytes + count * entryBytes);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  const parts: Buffer[] = [header];
  let end = header.length;
  for (let table = 0; table < count; table += 1) {
    const entry = woff.subarray(44 + table * 20, 64 + table * 20);
    const start = entry.readUInt32BE(4);
    const packed = woff.subarray(start, start + entry.readUInt32BE(8));
    const length = entry.readUInt32BE(12);
    const data = packed.length < length ? inflateSync(packed) : packed;
    const place = headerBytes + table * entryBytes;
    entry.copy(header, place, 0, 4);
    entry.copy(header, place + 4, 16, 20);
    header.writeUInt32BE(end, place + 8);
    header.writeUInt32BE(length, place + 12);
    parts.push(data, Buffer.alloc(-length & 3));
    end += length + (-length & 3);
  }
  return Buffer.concat(parts);
}
