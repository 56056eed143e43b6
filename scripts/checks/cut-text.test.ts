import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { halvedTextsIn } from './cut-text.ts';

const found = (text: string) => halvedTextsIn(text).map(({ line, cut }) => `${line} ${cut}`);

describe('places that could halve a character', () => {
  it('are found by the number or by the name of the limit, with their line', () => {
    const text = [
      'const message = error.message.slice(0, 300);',
      'notes: text.substring(0, longestNotes),',
      'body: { reason: reason.slice(0, 10_000) },',
      'lastName: lastName.slice(0, patientLimits.lastName),',
      'story.slice(0, field.maxLength)',
    ].join('\n');
    assert.deepEqual(found(text), [
      '1 .slice(0, 300)',
      '2 .substring(0, longestNotes)',
      '3 .slice(0, 10_000)',
      '4 .slice(0, patientLimits.lastName)',
      '5 .slice(0, field.maxLength)',
    ]);
  });

  it('are not the parts of dates and ids, and not lists', () => {
    assert.deepEqual(
      found('day.slice(0, 7); key.slice(0, 36); names.slice(0, mostFaces - 1); hash.slice(0, 27)'),
      [],
    );
    assert.deepEqual(found('cell.lines.slice(0, fewestLines)'), []);
  });
});
