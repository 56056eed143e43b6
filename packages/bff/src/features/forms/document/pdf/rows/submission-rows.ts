import type { Row } from '../../../../../platform/pdf/paginate.ts';
import { styles } from '../../../../../platform/pdf/sheet.ts';
import { replacement } from '../../../../../platform/pdf/text/printable.ts';
import { left, lines } from '../../../../../platform/pdf/text-lines.ts';
import { plainTextName } from '../../content/plain-text.ts';
import type { Audience, SubmissionDocument } from '../../content/submission-document.ts';
import { attentionRows, incompleteRows } from './attention-rows.ts';
import { sectionRows } from './question-rows.ts';
import { submissionFactRows, titleRows } from './title-rows.ts';

/** A submission as rows, ready to be laid out on pages. */
export function submissionRows(document: SubmissionDocument, audience: Audience): readonly Row[] {
  const rows = [
    ...titleRows(document),
    ...submissionFactRows(document),
    ...(audience === 'record' ? attentionRows(document) : []),
    ...incompleteRows(document, audience),
    ...document.sections.flatMap((section, at) => sectionRows(section, at, document)),
    ...notReachedRows(document),
  ];
  return [...rows, ...replacementNote(rows)];
}

/** Explains the box, when the document contains one. */
function replacementNote(rows: readonly Row[]): Row[] {
  const isThere = rows.some(({ cells }) =>
    cells.some(({ lines: all }) => all.some(({ text }) => text.includes(replacement))),
  );
  const note = `${replacement} stands for a character that this document cannot show. The file ${plainTextName}, attached to this document, has all answers as they were typed.`;
  return isThere
    ? [{ path: [], above: 18, cells: [{ x: left, tag: 'P', lines: lines(note, styles.quiet) }] }]
    : [];
}

function notReachedRows({ notReached }: SubmissionDocument): Row[] {
  if (notReached.length === 0) return [];
  const text = lines(`Nothing was answered in: ${notReached.join(', ')}.`, styles.quiet);
  return [{ path: [], above: 18, cells: [{ x: left, tag: 'P', lines: text }] }];
}
