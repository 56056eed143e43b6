import { isMainThread, parentPort } from 'node:worker_threads';
import type { Drawing, Drawn } from './drawing-thread.ts';
import { submissionPdf } from './submission-pdf.ts';

/** What runs in the thread of `drawing-thread.ts`: a document comes in, its bytes go out. It holds nothing between two. */
if (isMainThread || !parentPort) throw new Error('This file is started as a thread by drawing-thread.ts.');
const port = parentPort;

port.on('message', ({ id, document, audience }: Drawing) => {
  submissionPdf(document, audience).then(
    (pdf) => {
      // A copy of its own, so that the memory can be handed over whole.
      const bytes = new Uint8Array(pdf);
      port.postMessage({ id, bytes } satisfies Drawn, [bytes.buffer]);
    },
    (error: unknown) => port.postMessage({ id, error } satisfies Drawn),
  );
});
