import type { Line, Row } from '../../../../../platform/pdf/paginate.ts';
import { bars, fullWidth, grounds, styles } from '../../../../../platform/pdf/sheet.ts';
import { tableRows } from '../../../../../platform/pdf/table-rows.ts';
import { bullet, inset, left, lines } from '../../../../../platform/pdf/text-lines.ts';
import { whenLine } from '../../../../messages/index.ts';
import type {
  DocumentQuestion,
  DocumentSection,
  SubmissionDocument,
} from '../../content/submission-document.ts';

/** The widths of a question and the answer beside it. A longer answer is placed below its question. */
const columns = { question: 186, gap: 18, answer: fullWidth - 186 - 18 } as const;

const longAnswer = 420;

export function sectionRows(section: DocumentSection, at: number, document: SubmissionDocument): Row[] {
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
        // Question and answer have the same line height, so that they share a baseline.
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

/** A question across the full width, before an answer that needs it. */
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
