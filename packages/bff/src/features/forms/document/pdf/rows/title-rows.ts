import { type Fact, factRows } from '../../../../../platform/pdf/fact-rows.ts';
import type { Cell, Line, Row } from '../../../../../platform/pdf/paginate.ts';
import { styles } from '../../../../../platform/pdf/sheet.ts';
import { left, lines } from '../../../../../platform/pdf/text-lines.ts';
import { whenLine } from '../../../../messages/index.ts';
import type { SubmissionDocument } from '../../content/submission-document.ts';

export function titleRows({ clinic, form, receivedAt, timeZone }: SubmissionDocument): Row[] {
  return [
    block('P', 'eyebrow', [lines(`${clinic.name} · ${clinic.phone}`, styles.eyebrow)]),
    block('H1', 'title', [lines(form.title, styles.title)]),
    block('P', 'received', [lines(`Received ${whenLine(receivedAt, timeZone)}`, styles.quiet)]),
  ];
}

export function submissionFactRows({ patient, reference, form, service }: SubmissionDocument): Row[] {
  const facts: Fact[] = [
    { label: 'Patient', values: [patient.name ?? 'Not given'], style: styles.strong },
    { label: 'Date of birth', values: [patient.dateOfBirth ?? 'Not given'] },
    { label: 'Contact', values: patient.contact.length > 0 ? patient.contact : ['Not given'] },
    { label: 'Reference', values: [reference] },
    { label: 'Form', values: [`${service ?? 'Online form'}, version ${form.version}`] },
  ];
  return factRows(facts, 96);
}

function block(tag: string, key: string, paragraphs: readonly Line[][]): Row {
  return {
    path: [],
    keepWithNext: true,
    cells: paragraphs.map((text): Cell => ({ x: left, tag: `${tag}#${key}`, lines: text })),
  };
}
