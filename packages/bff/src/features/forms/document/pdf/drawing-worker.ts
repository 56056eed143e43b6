import { isMainThread, parentPort } from 'node:worker_threads';
import type { Drawing, Drawn } from './drawing-thread.ts';
import { submissionPdf } from './submission-pdf.ts';

/**
 * Runs in the thread of `drawing-thread.ts`: receives a document and returns its bytes. It keeps nothing between two
 * documents.
 */
if (isMainThread || !parentPort) throw new Error('This file is started as a thread by drawing-thread.ts.');
const port = parentPort;

port.on('message', ({ id, document, audience }: Drawing) => {
  submissionPdf(document, audience).then(
    (pdf) => {
      // A copy, so that its memory can be transferred.
      const bytes = new Uint8Array(pdf);
      port.postMessage({ id, bytes } satisfies Drawn, [bytes.buffer]);
    },
    (error: unknown) => port.postMessage({ id, error } satisfies Drawn),
  );
});
