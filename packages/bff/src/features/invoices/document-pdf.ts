import { drawPdf } from '../../platform/pdf/draw-pdf.ts';
import { factRows } from '../../platform/pdf/fact-rows.ts';
import type { Cell, Line, Row } from '../../platform/pdf/paginate.ts';
import { styles } from '../../platform/pdf/sheet.ts';
import { tableRows } from '../../platform/pdf/table-rows.ts';
import { left, lines } from '../../platform/pdf/text-lines.ts';
import { money } from '../messages/index.ts';
import { type DocumentKind, documentNumber, type IssuedDocument } from './tax-document.ts';

const titles: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Tax invoice',
  credit_note: 'Credit note',
};

/** Draws a tax invoice or a credit note as a tagged PDF. The same document gives the same bytes at any time. */
export function documentPdf(document: IssuedDocument): Promise<Uint8Array> {
  const { facts, kind, issuedAt } = document;
  const number = documentNumber(document);
  const { clinic, patient } = facts;
  return drawPdf({
    title: `${titles[kind]} ${number}`,
    author: clinic.name,
    at: issuedAt,
    rows: [
      text('P', 'eyebrow', lines(`${clinic.name} · ABN ${clinic.abn} · ${clinic.phone}`, styles.eyebrow)),
      text('H1', 'title', lines(`${titles[kind]} ${number}`, styles.title)),
      ...shownFacts(document),
      ...tableRows(amounts(document), []),
      text('P', 'gst', lines(gstSentence(facts.gstCents, document), styles.quiet), 10),
    ],
    footer: { first: patient.name, rest: `${number} · ${clinic.name}` },
  });
}

function shownFacts({ facts: said, issuedAt }: IssuedDocument): Row[] {
  const { clinic, practitioner, patient } = said;
  const day = dayIn(clinic.timeZone);
  const shown: [string, string][] = [
    ['Issued', day(issuedAt)],
    ...(said.invoiceNumber ? [['For invoice', said.invoiceNumber] as [string, string]] : []),
    ['Patient', patient.name],
    ...(patient.dateOfBirth
      ? [['Date of birth', dayIn('UTC')(new Date(`${patient.dateOfBirth}T00:00:00Z`))] as [string, string]]
      : []),
    ['Practitioner', practitioner.name],
    ...(practitioner.providerNumber
      ? [['Provider number', practitioner.providerNumber] as [string, string]]
      : []),
    ['Appointment', `${day(new Date(said.start))}, ${timeIn(clinic.timeZone, new Date(said.start))}`],
    ['Booking', said.bookingNumber],
    [said.invoiceNumber ? 'Refunded to' : 'Paid by', said.paidBy],
    ...(said.reference ? [['Receipt', said.reference] as [string, string]] : []),
  ];
  const facts = shown.map(([label, value]) => ({ label, values: [value] }));
  return [...factRows(facts, 104), { path: [], cells: [], inset: 8 }];
}

function amounts({ facts, kind, amountCents, currency }: IssuedDocument) {
  const amount = money(amountCents, currency);
  const what = `${facts.visitName}, ${facts.serviceName}`;
  return {
    columns: ['What', 'Item', 'Amount'],
    rows: [
      [kind === 'invoice' ? what : `Refund: ${what}`, facts.item || 'None', amount],
      [kind === 'invoice' ? 'Total paid' : 'Total refunded', '', amount],
    ],
  };
}

function gstSentence(gstCents: number, { currency }: IssuedDocument): string {
  return gstCents > 0
    ? `The total includes GST of ${money(gstCents, currency)}.`
    : 'No GST is included: this is a GST-free supply.';
}

function text(tag: string, key: string, all: readonly Line[], above?: number): Row {
  const cells: Cell[] = [{ x: left, tag: `${tag}#${key}`, lines: all }];
  return { path: [], cells, keepWithNext: above === undefined, ...(above !== undefined && { above }) };
}

const dayIn = (timeZone: string) => (at: Date) =>
  new Intl.DateTimeFormat('en-AU', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at);

const timeIn = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat('en-AU', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
