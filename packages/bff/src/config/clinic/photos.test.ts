import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { photoRoutes, photoUrls } from '../../features/catalogue/photo-routes.ts';
import { testApp } from '../../testing/app.ts';
import type { Practitioner } from './clinic.ts';
import { imageOf } from './image.ts';
import { readPhotos } from './photos.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'photos-'));
});
after(() => rmSync(folder, { recursive: true }));

/** The first bytes of a PNG: all that is read of its size. */
function png(width: number, height: number, length = 64): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const withPhoto = (photo: string) => ({ practitioners: [{ id: 'ramona', photo } as Practitioner] });

describe('a photo of a practitioner', () => {
  it('is sent by this server, under a name that changes with its content, to be kept for good', async () => {
    writeFileSync(join(folder, 'ramona.png'), png(256, 256));
    const clinic = withPhoto('ramona.png');
    const photos = readPhotos(clinic, folder);
    const url = photoUrls(clinic, photos, 'https://booking.example.com')({ id: 'ramona' }) ?? '';
    assert.match(url, /^https:\/\/booking\.example\.com\/photos\/[0-9a-f]{16}\.png$/);
    const app = testApp(photoRoutes(photos));
    const answer = await app.request(new URL(url).pathname);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'image/png');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), png(256, 256));
    assert.equal((await app.request('/photos/other.png')).status, 404);

    writeFileSync(join(folder, 'ramona.png'), png(256, 300));
    assert.notEqual(photoUrls(clinic, readPhotos(clinic, folder), '')({ id: 'ramona' }), url);
  });

  it('may be on a site of the clinic, or be left out', () => {
    const elsewhere = withPhoto('https://www.example.com/r.jpg');
    assert.equal(readPhotos(elsewhere, folder).size, 0);
    assert.equal(photoUrls(elsewhere, new Map(), '')({ id: 'ramona' }), 'https://www.example.com/r.jpg');
    assert.equal(photoUrls(withPhoto(''), new Map(), '')({ id: 'ramona' }), null);
  });

  for (const [what, name, bytes, sentence] of [
    ['is missing', 'missing.png', null, /The photo of "ramona" \(missing\.png\) cannot be read/],
    ['is outside', '../outside.png', null, /must be in the folder of clinic\.yaml, or below it/],
    ['is heavy', 'heavy.png', png(256, 256, 200_000), /has 200 KB, and may have 150 KB: make it smaller/],
    ['is small', 'small.png', png(64, 64), /has 64 × 64 pixels: each side must have 128 to 1024/],
    ['is no picture', 'text.png', Buffer.from('<svg>'), /must be a JPEG, PNG or WebP file/],
    ['ends early', 'short.jpg', Buffer.from([0xff, 0xd8, 0xff]), /must be a JPEG, PNG or WebP file/],
  ] as const) {
    it(`is refused at start when it ${what}`, () => {
      if (bytes) writeFileSync(join(folder, name), bytes);
      assert.throws(() => readPhotos(withPhoto(name), folder), sentence);
    });
  }

  it('has its size read from each kind of file', () => {
    const jpeg = Buffer.from('ffd8ffe000040000ffc0000b080100020003', 'hex');
    assert.deepEqual(imageOf(jpeg), { type: 'jpeg', width: 512, height: 256 });
    const webp = (chunk: string, body: string) =>
      Buffer.concat([
        Buffer.from(`RIFF\0\0\0\0WEBP${chunk}\0\0\0\0`, 'latin1'),
        Buffer.from(body, 'hex'),
        Buffer.alloc(8),
      ]);
    assert.deepEqual(imageOf(webp('VP8X', '00000000ff0100ff0000')), {
      type: 'webp',
      width: 512,
      height: 256,
    });
    assert.deepEqual(imageOf(webp('VP8 ', '0000009d012a00020001')), {
      type: 'webp',
      width: 512,
      height: 256,
    });
    assert.deepEqual(imageOf(webp('VP8L', '2fffc13f00')), { type: 'webp', width: 512, height: 256 });
  });
});
