import { Worker } from 'node:worker_threads';
import type { Audience, SubmissionDocument } from '../content/submission-document.ts';

/** As `submissionPdf`: the same document is the same bytes. */
export type DrawPdf = (document: SubmissionDocument, audience?: Audience) => Promise<Uint8Array>;

/** The message to the thread. A document is plain data and is copied as a structured clone. */
export interface Drawing {
  id: number;
  document: SubmissionDocument;
  audience: Audience;
}

/** The thread's answer. */
export type Drawn = { id: number; bytes: Uint8Array } | { id: number; error: unknown };

export interface DrawingThread {
  /** @throws when the document cannot be drawn, takes longer than the deadline, or the thread ends */
  draw: DrawPdf;
  /** Ends the thread. Documents that are being drawn fail, and no more are drawn. */
  stop(): Promise<void>;
}

export interface DrawingThreadOptions {
  /** A new thread reads its fonts within this time too. */
  deadlineMs?: number;
  /** The file that runs in it. */
  script?: URL;
}

interface Asked {
  resolve(bytes: Uint8Array): void;
  reject(reason: unknown): void;
  deadline: NodeJS.Timeout;
}

/**
 * Draws documents outside the event loop, where patients' requests would wait for them. There is one thread, which
 * starts with the first document. After a crash or a time-out the next document starts a new one.
 */
export function drawingThread({
  deadlineMs = 60_000,
  script = new URL('./drawing-worker.ts', import.meta.url),
}: DrawingThreadOptions = {}): DrawingThread {
  const asked = new Map<number, Asked>();
  let worker: Worker | null = null;
  let stopped = false;
  let lastId = 0;

  const settle = (id: number): Asked | undefined => {
    const one = asked.get(id);
    clearTimeout(one?.deadline);
    asked.delete(id);
    return one;
  };

  /** The documents that it was drawing fail; each belongs to a job, which tries again. */
  const replace = (which: Worker, reason: Error): Promise<unknown> => {
    if (worker !== which) return Promise.resolve();
    worker = null;
    for (const id of [...asked.keys()]) settle(id)?.reject(reason);
    return which.terminate();
  };

  const start = (): Worker => {
    // The thread gets none of the server's secrets, because it needs none.
    const started = new Worker(script, { name: 'drawing', env: {} });
    // A process without other work may end; while a document is drawn, its deadline keeps the process alive.
    started.unref();
    started.on('message', (drawn: Drawn) => {
      const one = settle(drawn.id);
      if ('bytes' in drawn) one?.resolve(drawn.bytes);
      else one?.reject(drawn.error);
    });
    const ended = (cause: unknown) => {
      void replace(started, new Error('The thread that draws documents ended.', { cause }));
    };
    started.on('error', ended);
    started.on('messageerror', ended);
    started.on('exit', (code) => ended(`code ${code}`));
    return started;
  };

  return {
    draw(document, audience = 'record') {
      if (stopped) return Promise.reject(new Error('Nothing is drawn any more: the server stops.'));
      worker ??= start();
      const drawing = worker;
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
      const id = ++lastId;
      const late = new Error(`A document was not drawn in ${deadlineMs} ms.`);
      const deadline = setTimeout(() => void replace(drawing, late), deadlineMs);
      asked.set(id, { resolve, reject, deadline });
      drawing.postMessage({ id, document, audience } satisfies Drawing);
      return promise;
    },
    async stop() {
      stopped = true;
      if (worker) await replace(worker, new Error('The document was not drawn: the server stops.'));
    },
  };
}
