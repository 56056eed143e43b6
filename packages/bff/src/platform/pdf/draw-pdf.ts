import PDFDocument from 'pdfkit';
import { type Piece, paginate, type Row } from './paginate.ts';
import { fullWidth, hairline, sheet, styles, type TextStyle } from './sheet.ts';
import { StructureTree } from './structure-tree.ts';
import { runsOf, withoutMark } from './text/line-runs.ts';
import { printable } from './text/printable.ts';
import { endDocument, type FaceName, typeface } from './text/typeface.ts';
import { clipText, widthOf } from './text/wrap-text.ts';

/** A document of rows, with what its file says about itself. */
export interface PdfDocument {
  readonly title: string;
  readonly author: string;
  /** The date of the file. The same document gives the same bytes at any time. */
  readonly at: Date;
  readonly rows: readonly Row[];
  /** On each page, left of the page's number. A long first part is cut, because the rest identifies a lost page. */
  readonly footer: { readonly first: string; readonly rest: string };
  /** A text file that the document carries. */
  readonly attachment?: { readonly name: string; readonly description: string; readonly text: string } | null;
}

/** Draws a document as a tagged PDF in A4. */
export async function drawPdf(document: PdfDocument): Promise<Uint8Array> {
  const pdf = openPdf(document);
  const bytes = collect(pdf);
  const tree = new StructureTree(pdf);
  attach(pdf, document);
  const pages = paginate(document.rows, sheet);
  for (const [at, pieces] of pages.entries()) {
    pdf.addPage();
    for (const piece of pieces) drawPiece(pdf, tree, piece);
    drawFooter(pdf, document.footer, `Page ${at + 1} of ${pages.length}`);
  }
  tree.end();
  pdf.end();
  endDocument();
  return bytes;
}

/** The text has a byte-order mark, because Windows would read it in another encoding without one. */
function attach(pdf: PDFKit.PDFDocument, { attachment, at }: PdfDocument): void {
  if (!attachment) return;
  const { name, description, text } = attachment;
  pdf.file(Buffer.from(`\ufeff${text}`), {
    name,
    type: 'text/plain',
    description,
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

function openPdf({ title, author, at }: PdfDocument): PDFKit.PDFDocument {
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
      Title: printable(title),
      Author: printable(author),
      CreationDate: at,
      ModDate: at,
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

function drawFooter(pdf: PDFKit.PDFDocument, { first, rest }: PdfDocument['footer'], page: string): void {
  const room = fullWidth - widthOf(`, ${rest}${page}`, styles.footer) - 24;
  const cut = first && `${withoutMark(clipText(first, styles.footer, room))}, `;
  asDecoration(pdf, () => {
    drawLine(pdf, `${cut}${rest}`, sheet.left, sheet.footer, styles.footer);
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
