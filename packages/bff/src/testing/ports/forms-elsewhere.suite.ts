import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { FormsElsewhere, GivenForm } from '../../ports/forms-elsewhere.ts';

export interface FormsUnderTest {
  forms: FormsElsewhere;
  /** A patient sends the form of these tests. */
  send(): Promise<GivenForm['submissionKey']>;
  /** One that is not ours to read. */
  sendElsewhere(): Promise<GivenForm['submissionKey']>;
  /** Nothing answers until the returned function is called. */
  down(): () => void;
}

/** The id of the form that `send` sends. */
export const formOfTheSuite = '243231271343446';

/** What every source of forms elsewhere does for features. */
export function formsElsewhereSuite(name: string, start: () => Promise<FormsUnderTest>): void {
  describe(`forms elsewhere ${name}`, () => {
    it('give back what was answered, in the order of the form, and nothing that was not', async () => {
      const { forms, send } = await start();
      const key = await send();
      const given = await forms.read(key);
      assert.ok(given);
      assert.deepEqual([given.submissionKey, given.formKey], [key, formOfTheSuite]);
      const answers = new Map(given.questions.map(({ questionKey, answer }) => [questionKey, answer]));
      assert.deepEqual(answers.get('4'), { kind: 'name', first: 'Ada', middle: '', last: 'Ng' });
      assert.deepEqual(answers.get('5'), { kind: 'date', year: '1980', month: '03', day: '27' });
      assert.deepEqual(answers.get('7'), { kind: 'texts', texts: ['(0491) 570-156'] });
      assert.deepEqual(answers.get('2'), { kind: 'texts', texts: ['None of these'] });
      assert.equal(answers.has('1'), false, 'a heading is no question');
      assert.equal(answers.has('13'), false, 'an empty answer is none');
      const [first, second] = given.questions;
      assert.deepEqual([first?.questionKey, second?.questionKey], ['2', '3']);
      const words = given.questions.find(({ questionKey }) => questionKey === '4');
      assert.deepEqual([words?.question, words?.words], ['Full Name', 'Ada Ng']);
    });

    it('say nothing of what is not ours, or is not there', async () => {
      const { forms, sendElsewhere } = await start();
      assert.equal(await forms.read(await sendElsewhere()), null);
      assert.equal(await forms.read('1'), null);
    });

    it('throw what may be tried again when nothing answers', async () => {
      const { forms, send, down } = await start();
      const key = await send();
      const up = down();
      await assert.rejects(forms.read(key), (error) => error instanceof UpstreamError && error.transient);
      up();
      assert.equal((await forms.read(key))?.submissionKey, key);
    });
  });
}
