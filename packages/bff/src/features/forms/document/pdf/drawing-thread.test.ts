import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { sampleDocument } from '../../../../testing/fixtures/forms/document-samples.ts';
import { type DrawingThread, type DrawingThreadOptions, drawingThread } from './drawing-thread.ts';
import { submissionPdf } from './submission-pdf.ts';

/** A thread that answers as a few lines say, with the name of the patient as what it is asked. */
function script(lines: string): URL {
  const source = `
    import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', ({ id, document: { patient: { name } } }) => { ${lines} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

describe('the thread that draws documents', () => {
  const threads: DrawingThread[] = [];
  const open = (options?: DrawingThreadOptions) => {
    const thread = drawingThread(options);
    threads.push(thread);
    return thread;
  };
  afterEach(async () => {
    await Promise.all(threads.splice(0).map((thread) => thread.stop()));
  });

  const named = async (name: string) => {
    const document = sampleDocument(await loadForm('mini_intake'));
    return { ...document, patient: { ...document.patient, name } };
  };
  const answer = 'parentPort.postMessage({ id, bytes: new Uint8Array([threadId]) });';

  it('draws the same bytes as are drawn here, for the record and for the patient', async () => {
    const thread = open();
    for (const id of formIds) {
      const document = sampleDocument(await loadForm(id));
      for (const audience of ['record', 'patient'] as const) {
        const [there, here] = [
          await thread.draw(document, audience),
          await submissionPdf(document, audience),
        ];
        assert.ok(Buffer.from(there).equals(Buffer.from(here)), `${id}, ${audience}`);
      }
    }
  });

  it('gives each its own document, however many come at once', async () => {
    const thread = open();
    const names = ['Alex', 'Bo', 'Kim', 'Lee'];
    const documents = await Promise.all(names.map(named));
    const drawn = await Promise.all(documents.map((document) => thread.draw(document)));
    for (const [at, document] of documents.entries()) {
      assert.ok(Buffer.from(await submissionPdf(document)).equals(Buffer.from(drawn[at] ?? [])), names[at]);
    }
  });

  it('says what was wrong with a document, and draws the next in the same thread', async () => {
    const thread = open({
      script: script(
        `if (name === 'bad') parentPort.postMessage({ id, error: new TypeError('no') }); else ${answer}`,
      ),
    });
    const first = await thread.draw(await named('Alex'));
    await assert.rejects(thread.draw(await named('bad')), { name: 'TypeError', message: 'no' });
    assert.deepEqual(await thread.draw(await named('Alex')), first);
  });

  it('is replaced after a crash: what it was drawing fails, the next is drawn', async () => {
    const thread = open({ script: script(`if (name === 'bad') throw new Error('crash'); ${answer}`) });
    const first = await thread.draw(await named('Alex'));
    const failing = [thread.draw(await named('bad')), thread.draw(await named('bad'))];
    for (const one of await Promise.allSettled(failing)) {
      assert.equal(one.status, 'rejected');
      assert.match(String(one.status === 'rejected' && one.reason), /thread that draws documents ended/);
    }
    assert.notDeepEqual(await thread.draw(await named('Alex')), first, 'another thread');
  });

  it('is replaced when it hangs longer than its deadline', async () => {
    const thread = open({ deadlineMs: 2000, script: script(`if (name === 'bad') for (;;); ${answer}`) });
    const first = await thread.draw(await named('Alex'));
    await assert.rejects(thread.draw(await named('bad')), /not drawn in 2000 ms/);
    assert.notDeepEqual(await thread.draw(await named('Alex')), first, 'another thread');
  });

  it('is ended by a stop, together with what it draws', async () => {
    const thread = open({ script: script(`if (name !== 'bad') ${answer}`) });
    await thread.draw(await named('Alex'));
    const refused = assert.rejects(thread.draw(await named('bad')), /the server stops/);
    await thread.stop();
    await refused;
    await assert.rejects(thread.draw(await named('Alex')), /the server stops/);
  });
});
