import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nameWithTitle } from './name-with-title.ts';

it('says a name with its title, as in a sentence', () => {
  assert.equal(
    nameWithTitle({ name: 'Dr Dia', title: 'General practitioner' }),
    'Dr Dia, general practitioner',
  );
  assert.equal(nameWithTitle({ name: 'Ramona', title: 'GAPS coach' }), 'Ramona, GAPS coach');
  assert.equal(nameWithTitle({ name: 'Ramona', title: '' }), 'Ramona');
});
