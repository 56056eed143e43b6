import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readAnswer } from './read-answer.ts';

it('the answer to a text message is read, and what is not certain is left to a person', () => {
  const answers = [
    ' Yes! ',
    'y',
    'N.',
    'Stop',
    'opt-out',
    'START',
    'CANCEL',
    'Can I bring my dog?',
    '',
    '👍',
  ];
  assert.deepEqual(answers.map(readAnswer), [
    ...['coming', 'coming', 'cannot_come', 'stop', 'stop', 'start'],
    ...['other', 'other', 'other', 'other'],
  ]);
});
