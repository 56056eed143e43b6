import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clip } from './file-appointment.ts';

describe('the note of an appointment', () => {
  it('is cut between characters', () => {
    assert.equal(clip('abc', 3), 'abc');
    assert.equal(clip('a😀bc', 4), 'a😀…');
    assert.equal(clip('a😀bc', 3), 'a…');
    assert.equal(clip('a👨‍👩‍👧‍👦bc', 8), 'a…');
  });
});
