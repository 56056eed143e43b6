import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Encoding, encodingFor } from './accepted-encoding.ts';

describe('the encoding of an answer', () => {
  const cases: [header: string | undefined, encoding: Encoding][] = [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    [undefined, 'identity'],
    ['', 'identity'],
    ['identity', 'identity'],
    ['deflate', 'identity'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0.0', 'identity'],
    ['br ; q=0 , *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity;q=1, br;q=0.5', 'identity'],
    ['identity;q=0', 'gzip'],
    ['br;q=nonsense', 'identity'],
  ];
  for (const [header, encoding] of cases) {
    it(`is ${encoding} for ${header ?? 'a client that does not say'}`, () => {
      assert.equal(encodingFor(header), encoding);
      assert.equal(encodingFor(header), encoding, 'and again');
    });
  }

  it('is found for more headers than are kept', () => {
    for (let index = 0; index < 300; index += 1) assert.equal(encodingFor(`gzip, x-${index}`), 'gzip');
  });
});
