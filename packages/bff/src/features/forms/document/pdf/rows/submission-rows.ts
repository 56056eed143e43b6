import type { Urgency } from '@botaniqal/shared/forms/definition.ts';
import { whenLine } from '../../../../messages/index.ts';
import type {
  DocumentQuestion,
  DocumentSection,
  SubmissionDocument,
} from '../../content/submission-document.ts';
import { bars, fullWidth, grounds, sheet, styles, type TextStyle } from '../document-theme.ts';
import type { Cell, Line, Row } from '../paginate.ts';
import { replacement } from '../text/printable.ts';
import { widthOf, wrapText } from '../text/wrap-text.ts';
import { tableRows } from './table-rows.ts';

/** Who reads it: the record's copy begins with what a clinician must see; the patient's is what they wrote. */
export type Audience = 'record' | 'patient';

const { left } = sheet;
const inset = 12;
/** A question beside its answer; what needs more room stands under it. */
const columns = { question: 186, gap: 18, answer: fullWidth - 186 - 18 } as const;
const longAnswer = 420;

/** A submission as rows to be laid onto pages. */
export function submissionRows(document: SubmissionDocument, audience: Audience): readonly Row[] {
  const rows = [
    ...titleRows(document),
    ...factRows(document),
    ...(audience === 'record' ? attentionRows(document) : []),
    ...incompleteRows(document, audience),
    ...document.sections.flatMap((section, at) => sectionRows(section, at, document)),
    ...notReachedRows(document),
  ];
  return [...rows, ...replacementNote(rows)];
}

/** Says what the box stands for, where there is one. */
function replacementNote(rows: readonly Row[]): Row[] {
  const isThere = rows.some(({ cells }) =>
    cells.some(({ lines: all }) => all.some(({ text }) => text.includes(replacement))),
  );
  const note = `${replacement} stands for a character that this document cannot show. It is kept as it was typed.`;
  return isThere
    ? [{ path: [], above: 18, cells: [{ x: left, tag: 'P', lines: lines(note, styles.quiet) }] }]
    : [];
}

function titleRows({ clinic, form, receivedAt, timeZone }: SubmissionDocument): Row[] {
  return [
    block('P', 'eyebrow', [lines(`${clinic.name} · ${clinic.phone}`, styles.eyebrow)]),
    block('H1', 'title', [lines(form.title, styles.title)]),
    block('P', 'received', [lines(`Received ${whenLine(receivedAt, timeZone)}`, styles.quiet)]),
  ];
}

function factRows({ patient, reference, form, source }: SubmissionDocument): Row[] {
  const facts: [string, readonly string[], TextStyle][] = [
    ['Patient', [patient.name ?? 'Not given'], styles.strong],
    ['Date of birth', [patient.dateOfBirth ?? 'Not given'], styles.answer],
    ['Contact', patient.contact.length > 0 ? patient.contact : ['Not given'], styles.answer],
    ['Reference', [reference], styles.answer],
    ['Form', [`${source === 'page' ? 'Online form' : 'JotForm'}, version ${form.version}`], styles.answer],
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

const urgencies: Record<Urgency, string> = {
  emergency: 'Emergency',
  same_day: 'The same day',
  soon: 'Soon, within days',
  routine: 'Routine',
  self_care: 'Self-care may be enough',
};

function attentionRows({ attention, source }: SubmissionDocument): Row[] {
  const { redFlags, triage, scales } = attention;
  const rows: Row[] = [];
  if (redFlags.length > 0) {
    const emergency = redFlags.some(({ urgency }) => urgency === 'emergency');
    rows.push(
      ...box('flags', 'warning', emergency ? 'Needs attention now' : 'Needs attention today', [
        ...redFlags.map(({ reason, urgency }) => ({ point: `${urgencies[urgency]}: ${reason}` })),
        source === 'page'
          ? 'The page stopped, showed the crisis lines and offered a call back.'
          : 'This form came from JotForm: nobody has shown the patient a crisis line.',
      ]),
    );
  }
  if (triage) {
    rows.push(
      ...box('triage', 'accent', `Urgency: ${urgencies[triage.urgency].toLowerCase()}`, [
        ...triage.reasons.map((reason) => ({ point: reason })),
        'From the patient’s own answers, by fixed rules. It decides no treatment.',
      ]),
    );
  }
  for (const [at, { title, lines: said }] of scales.entries()) {
    rows.push(...box(`scale${at}`, 'accent', title, said));
  }
  return rows;
}

function incompleteRows({ incomplete }: SubmissionDocument, audience: Audience): Row[] {
  if (incomplete === 'stopped') {
    return box('incomplete', 'warning', 'Incomplete: stopped by a safety answer', [
      'What comes after that answer may not have been asked.',
    ]);
  }
  if (incomplete === 'faulty' && audience === 'record') {
    return box('incomplete', 'warning', 'Incomplete: some answers are missing or do not fit our form', [
      'A task for staff names them.',
    ]);
  }
  return [];
}

/** A coloured box: a title, and paragraphs or points. */
function box(
  key: string,
  tone: 'accent' | 'warning',
  title: string,
  said: readonly (string | { point: string })[],
): Row[] {
  const ground = tone === 'warning' ? grounds.warningWash : grounds.accentWash;
  const look = { ground, bar: bars[tone] };
  const width = fullWidth - 2 * inset;
  const titleStyle =
    tone === 'warning' ? styles.warningTitle : { ...styles.warningTitle, colour: bars.accent };
  const path = [`Sect#${key}`];
  return [
    { ...look, path: [], cells: [], inset: 4, above: 12, keepWithNext: true },
    {
      ...look,
      path,
      keepWithNext: true,
      cells: [{ x: left + inset, tag: 'H2', lines: lines(title, titleStyle, width) }],
    },
    ...said.map((paragraph, at): Row => {
      const last = at === said.length - 1;
      const style = last && said.length > 1 ? styles.quiet : styles.answer;
      const text =
        typeof paragraph === 'string'
          ? lines(paragraph, style, width)
          : bullet(paragraph.point, style, width);
      return {
        ...look,
        path,
        inset: 2,
        keepWithNext: true,
        cells: [{ x: left + inset, tag: 'P', lines: text }],
      };
    }),
    { ...look, path: [], cells: [], inset: 3 },
  ];
}

function sectionRows(section: DocumentSection, at: number, document: SubmissionDocument): Row[] {
  const path = [`Sect#${at}`];
  const heading: Row = {
    path,
    above: 22,
    inset: 3,
    ruled: true,
    keepWithNext: true,
    cells: [{ x: left, tag: 'H2', lines: lines(section.title, styles.heading) }],
  };
  const intro: Row[] = section.intro
    ? [
        {
          path,
          inset: 4,
          keepWithNext: true,
          cells: [{ x: left, tag: 'P', lines: lines(section.intro, styles.quiet) }],
        },
      ]
    : [];
  return [
    heading,
    ...intro,
    ...section.questions.flatMap((question) => questionRows(question, path, document)),
  ];
}

function questionRows(
  question: DocumentQuestion,
  parent: readonly string[],
  document: SubmissionDocument,
): Row[] {
  const path = [...parent, 'L#questions', `LI#${question.id}`];
  if (question.consent) return consentRows(question, question.consent, path, document);
  if (question.table) {
    return [wide(question.question, path), ...tableRows(question.table, [...path, 'LBody#answer'])];
  }
  const words = question.answer.join('\n');
  const style = question.signature ? styles.signature : styles.answer;
  const given = words === '' ? { text: 'Not answered', style: styles.quiet } : { text: words, style };
  if (words.length > longAnswer) {
    const text = lines(given.text, given.style);
    return [
      wide(question.question, path),
      { path, inset: 5, ruled: true, cells: [{ x: left, tag: 'LBody', lines: text }] },
    ];
  }
  const answer: Line[] = question.list
    ? question.answer.flatMap((one) => bullet(one, styles.answer, columns.answer))
    : lines(given.text, given.style, columns.answer);
  if (question.signature) answer.push(...lines(typed(document), styles.small, columns.answer));
  return [
    {
      path,
      inset: 4,
      ruled: true,
      cells: [
        // One line height for both, so that question and answer stand on one line.
        {
          x: left,
          tag: 'Lbl',
          lines: lines(question.question, { ...styles.question, leading: 14 }, columns.question),
        },
        { x: left + columns.question + columns.gap, tag: 'LBody', lines: answer },
      ],
    },
  ];
}

/** A question over the whole width, before an answer that needs it. */
function wide(question: string, path: readonly string[]): Row {
  return {
    path,
    above: 4,
    inset: 2,
    keepWithNext: true,
    cells: [{ x: left, tag: 'Lbl', lines: lines(question, styles.wideQuestion) }],
  };
}

function consentRows(
  { question, answer }: DocumentQuestion,
  { text, version, agreed }: NonNullable<DocumentQuestion['consent']>,
  path: readonly string[],
  { receivedAt, timeZone }: SubmissionDocument,
): Row[] {
  const width = fullWidth - 2 * inset;
  const said = agreed
    ? `${answer[0] ?? 'Agreed'} on ${whenLine(receivedAt, timeZone)}. Text version ${version}.`
    : `Not agreed. Text version ${version}.`;
  const body = [...path, 'LBody#answer'];
  return [
    { ...wide(question, path), above: 10 },
    ...text.map(
      (paragraph): Row => ({
        path: body,
        ground: grounds.wash,
        inset: 4,
        keepWithNext: true,
        cells: [{ x: left + inset, tag: 'P', lines: lines(paragraph, styles.quiet, width) }],
      }),
    ),
    {
      path: body,
      ground: grounds.wash,
      bar: agreed ? bars.accent : bars.warning,
      inset: 5,
      cells: [{ x: left + inset, tag: 'P', lines: lines(said, { ...styles.strong, size: 9 }, width) }],
    },
    { path: [], cells: [], inset: 4 },
  ];
}

function typed({ receivedAt, timeZone }: SubmissionDocument): string {
  return `Typed as a signature, received ${whenLine(receivedAt, timeZone)}`;
}

function notReachedRows({ notReached }: SubmissionDocument): Row[] {
  if (notReached.length === 0) return [];
  const text = lines(`Nothing was answered in: ${notReached.join(', ')}.`, styles.quiet);
  return [{ path: [], above: 18, cells: [{ x: left, tag: 'P', lines: text }] }];
}

function block(tag: string, key: string, paragraphs: readonly Line[][]): Row {
  return {
    path: [],
    keepWithNext: true,
    cells: paragraphs.map((text): Cell => ({ x: left, tag: `${tag}#${key}`, lines: text })),
  };
}

function lines(text: string, style: TextStyle, width: number = fullWidth): Line[] {
  return wrapText(text, style, width).map((line) => ({ text: line, style }));
}

/** One of several, with a dot before it. */
function bullet(text: string, style: TextStyle, width: number): Line[] {
  const indent = widthOf(dot, style);
  return wrapText(text, style, width - indent).map((line, at) =>
    at === 0 ? { text: `${dot}${line}`, style } : { text: line, style, indent },
  );
}
const dot = '• ';
