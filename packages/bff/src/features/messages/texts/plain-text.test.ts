import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plainText, segmentsOf } from './plain-text.ts';

it('a text message has only characters that cost one unit of GSM-7', () => {
  assert.equal(plainText('Zoë’s “time” – 9:30 am… ok{}'), `Zoe's "time" - 9:30 am... ok??`);
});

it('a text message is counted in parts', () => {
  assert.deepEqual(
    [160, 161, 306, 307].map((length) => segmentsOf('a'.repeat(length))),
    [1, 2, 2, 3],
  );
});
