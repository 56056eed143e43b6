import assert from 'node:assert/strict';
import { it } from 'node:test';
import { filesWithRoom } from './room.ts';

it('every example page and the instructions keep the room that booking.css says', () => {
  const files = filesWithRoom();
  assert.ok(files.filter(({ should }) => should.includes('flow-root')).length > 8);
  for (const { path, is, should } of files) assert.equal(is, should, `${path}: run pnpm examples`);
});
