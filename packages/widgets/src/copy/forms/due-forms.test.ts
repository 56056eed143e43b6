import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { dueFormsCopy } from './due-forms.ts';

test('a form has one name, whether it is due, open or done', async () => {
  for (const id of formIds) assert.equal(dueFormsCopy.name(id), (await loadForm(id)).title, id);
});
