import type { Cell, Line, Row } from '../../../../../platform/pdf/paginate.ts';
import { fullWidth, grounds, styles, type TextStyle } from '../../../../../platform/pdf/sheet.ts';
import { inset, left, lines } from '../../../../../platform/pdf/text-lines.ts';
import { whenLine } from '../../../../messages/index.ts';
import type { SubmissionDocument } from '../../content/submission-document.ts';

export function titleRows({ clinic, form, receivedAt, timeZone }: SubmissionDocument): Row[] {
  return [
    block('P', 'eyebrow', [lines(`${clinic.name} · ${clinic.phone}`, styles.eyebrow)]),
    block('H1', 'title', [lines(form.title, styles.title)]),
    block('P', 'received', [lines(`Received ${whenLine(receivedAt, timeZone)}`, styles.quiet)]),
  ];
}

export function factRows({ patient, reference, form, service }: SubmissionDocument): Row[] {
  const facts: [string, readonly string[], TextStyle][] = [
    ['Patient', [patient.name ?? 'Not given'], styles.strong],
    ['Date of birth', [patient.dateOfBirth ?? 'Not given'], styles.answer],
    ['Contact', patient.contact.length > 0 ? patient.contact : ['Not given'], styles.answer],
    ['Reference', [reference], styles.answer],
    ['Form', [`${service ?? 'Online form'}, version ${form.version}`], styles.answer],
  ];
  const width = fullWidth - 2 * inset;
  const edge = { cells: [], ground: grounds.wash, inset: 4 };
  return [
    { ...edge, path: [], above: 14, keepWithNext: true },
    ...facts.map(([label, values, style], at): Row => {
      const path = ['L#facts', `LI#${at}`];
      return {
        path,
        ground: grounds.wash,
        inset: 2,
        keepWithNext: true,
        cells: [
          { x: left + inset, tag: 'Lbl', lines: lines(label, { ...styles.question, leading: 14 }, 96) },
          {
            x: left + inset + 96,
            tag: 'LBody',
            lines: values.flatMap((value) => lines(value, style, width - 96)),
          },
        ],
      };
    }),
    { ...edge, path: [] },
  ];
}

function block(tag: string, key: string, paragraphs: readonly Line[][]): Row {
  return {
    path: [],
    keepWithNext: true,
    cells: paragraphs.map((text): Cell => ({ x: left, tag: `${tag}#${key}`, lines: text })),
  };
}
