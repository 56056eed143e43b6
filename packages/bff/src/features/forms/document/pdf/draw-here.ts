import type { DrawPdf } from './drawing-thread.ts';

/** Draws in the thread that asks. The PDF library is loaded at the first call, because the server draws elsewhere. */
export const drawHere: DrawPdf = async (document, audience) => {
  const { submissionPdf } = await import('./submission-pdf.ts');
  return submissionPdf(document, audience);
};
