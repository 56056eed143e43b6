import { drawPdf } from '../../../../platform/pdf/draw-pdf.ts';
import { hasGaps } from '../../../../platform/pdf/text/printable.ts';
import { plainText, plainTextName, textsOf } from '../content/plain-text.ts';
import type { Audience, SubmissionDocument } from '../content/submission-document.ts';
import { submissionRows } from './rows/submission-rows.ts';

/**
 * Draws a submission as a tagged PDF in A4. The same document gives the same bytes at any time. Beside answers with
 * characters that no face can draw, the file carries them as text, each as it was typed.
 * @param audience the patient's copy leaves out what is written for clinicians: red flags, urgency, scores
 */
export function submissionPdf(
  document: SubmissionDocument,
  audience: Audience = 'record',
): Promise<Uint8Array> {
  const { clinic, form, reference, receivedAt, patient } = document;
  const born = patient.dateOfBirth && `born ${patient.dateOfBirth}`;
  return drawPdf({
    title: `${form.title}, ${reference}`,
    author: clinic.name,
    at: receivedAt,
    rows: submissionRows(document, audience),
    footer: { first: patient.name ?? '', rest: [born, reference].filter(Boolean).join(' · ') },
    attachment: [...textsOf(document)].some(hasGaps)
      ? { name: plainTextName, description: 'The answers as they were typed', text: plainText(document) }
      : null,
  });
}
