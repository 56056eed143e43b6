import PDFDocument from 'pdfkit';
import { plainText, plainTextName, textsOf } from '../content/plain-text.ts';
import type { Audience, SubmissionDocument } from '../content/submission-document.ts';
import { fullWidth, hairline, sheet, styles, type TextStyle } from './document-theme.ts';
import { type Piece, paginate } from './paginate.ts';
import { submissionRows } from './rows/submission-rows.ts';
import { StructureTree } from './structure-tree.ts';
import { runsOf, withoutMark } from './text/line-runs.ts';
import { hasGaps, printable } from './text/printable.ts';
import { endDocument, type FaceName, typeface } from './text/typeface.ts';
import { clipText, widthOf } from './text/wrap-text.ts';

/**
 * Draws a submission as a tagged PDF in A4. The same document gives the same bytes at any time.
 * @param audience the patient's copy leaves out what is written for clinicians: red flags, urgency, scores
 */
export async function submissionPdf(
  document: SubmissionDocument,
  audience: Audience = 'record',
): Promise<Uint8Array> {
  const pdf = openPdf(document);
  const bytes = collect(pdf);
  const tree = new StructureTree(pdf);
  attachPlainText(pdf, document);
  const pages = paginate(submissionRows(document, audience), sheet);
  for (const [at, pieces] of pages.entries()) {
    pdf.addPage();
    for (const piece of pieces) drawPiece(pdf, tree, piece);
    drawFooter(pdf, document, `Page ${at + 1} of ${pages.length}`);
  }
  tree.end();
  pdf.end();
  endDocument();
  return bytes;
}

/**
 * Beside answers with characters that no face can draw, the file carries them as text, each as it was typed. The text has
 * a byte-order mark, because Windows would read it in another encoding without one.
 */
function attachPlainText(pdf: PDFKit.PDFDocument, document: SubmissionDocument): void {
  if (![...textsOf(document)].some(hasGaps)) return;
  const { receivedAt: at } = document;
  pdf.file(Buffer.from(`\ufeff${plainText(document)}`), {
    name: plainTextName,
    type: 'text/plain',
    description: 'The answers as they were typed',
    creationDate: at,
    modifiedDate: at,
    ...supplement,
  });
}

/** PDF/UA asks how an attachment belongs to its document. The library takes it, its types do not say so. */
const supplement: object = { relationship: 'Supplement' };

/** An opened font: the library takes one (`PDFFontFactory.open`), its types do not say so. */
function openFont(font: FaceName): PDFKit.Mixins.PDFFontSource {
  return typeface(font).font as unknown as PDFKit.Mixins.PDFFontSource;
}

const faces = ['regular', 'strong'] as const;

/** PDF/UA-1 (ISO 14289). The library knows it, its types do not. */
const accessible: object = { subset: 'PDF/UA' };

function openPdf({ clinic, form, reference, receivedAt }: SubmissionDocument): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: 'A4',
    // We place the lines ourselves, so the library must never start a new page.
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    ...accessible,
    tagged: true,
    lang: 'en-AU',
    displayTitle: true,
    info: {
      Title: `${printable(form.title)}, ${reference}`,
      Author: printable(clinic.name),
      CreationDate: receivedAt,
      ModDate: receivedAt,
    },
  });
  for (const font of faces) pdf.registerFont(font, openFont(font));
  return pdf;
}

function collect(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  pdf.on('end', () => resolve(Buffer.concat(chunks)));
  pdf.on('error', reject);
  return promise;
}

function drawPiece(
  pdf: PDFKit.PDFDocument,
  tree: StructureTree,
  { row, y, height, cells, repeated }: Piece,
): void {
  asDecoration(pdf, () => {
    if (row.ground) pdf.rect(sheet.left, y, fullWidth, height).fill(row.ground);
    if (row.bar) pdf.rect(sheet.left, y, 3, height).fill(row.bar);
    if (row.ruled) pdf.rect(sheet.left, y + height - 0.5, fullWidth, 0.5).fill(hairline);
  });
  for (const cell of cells) {
    const draw = () => {
      let top = y + (row.inset ?? 0);
      for (const { text, style, indent = 0 } of cell.lines) {
        drawLine(pdf, text, cell.x + indent, top, style);
        top += style.leading;
      }
    };
    if (repeated) asDecoration(pdf, draw);
    else if (cell.lines.length > 0) tree.mark([...row.path, cell.tag], draw);
  }
}

function drawFooter(pdf: PDFKit.PDFDocument, { patient, reference }: SubmissionDocument, page: string): void {
  const rest = [patient.dateOfBirth && `born ${patient.dateOfBirth}`, reference].filter(Boolean).join(' · ');
  const room = fullWidth - widthOf(`, ${rest}${page}`, styles.footer) - 24;
  // A long name is cut, because the reference must stay: it identifies a lost page.
  const name = patient.name === null ? '' : `${withoutMark(clipText(patient.name, styles.footer, room))}, `;
  const said = `${name}${rest}`;
  asDecoration(pdf, () => {
    drawLine(pdf, said, sheet.left, sheet.footer, styles.footer);
    drawLine(pdf, page, sheet.left + fullWidth - widthOf(page, styles.footer), sheet.footer, styles.footer);
  });
}

function drawLine(pdf: PDFKit.PDFDocument, text: string, x: number, top: number, style: TextStyle): void {
  if (text === '') return;
  const { font, size, leading, colour } = style;
  // Texts of two sizes or faces beside each other share a baseline. The ascent of our own faces is 1.069 of the size.
  const baseline = top + leading * 0.77;
  let at = x;
  const runs = runsOf(text, font);
  // Readers and searches take these words; what is drawn has its own order.
  const reordered = runs.map((run) => run.text).join('') !== text;
  if (reordered) pdf.markContent('Span', { actual: withoutMark(text) });
  for (const { face, text: piece } of runs) {
    const { ascent, shaping, widthOf: width } = typeface(face);
    // Faces that only some documents need are registered when they do.
    pdf.registerFont(face, openFont(face));
    pdf
      .font(face)
      .fontSize(size)
      .fillColor(colour)
      .text(piece, at, baseline - size * ascent, { lineBreak: false, ...features(shaping(piece)) });
    at += width(piece, size);
  }
  if (reordered) pdf.endMarkedContent();
}

/** The library can leave features out of shaping, but its types do not say so. Without any it remembers words. */
function features(shaping: object): object {
  return Object.keys(shaping).length > 0 ? { features: shaping } : {};
}

/** Decoration, which screen readers skip. */
function asDecoration(pdf: PDFKit.PDFDocument, draw: () => void): void {
  pdf.markContent('Artifact');
  draw();
  pdf.endMarkedContent();
}
