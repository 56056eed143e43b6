import type { Urgency } from '@botaniqal/shared/forms/definition.ts';
import type { Row } from '../../../../../platform/pdf/paginate.ts';
import { bars, fullWidth, grounds, styles } from '../../../../../platform/pdf/sheet.ts';
import { bullet, inset, left, lines } from '../../../../../platform/pdf/text-lines.ts';
import type { Audience, SubmissionDocument } from '../../content/submission-document.ts';

const urgencies: Record<Urgency, string> = {
  emergency: 'Emergency',
  same_day: 'The same day',
  soon: 'Soon, within days',
  routine: 'Routine',
  self_care: 'Self-care may be enough',
};

export function attentionRows({ attention, service }: SubmissionDocument): Row[] {
  const { redFlags, triage, scales } = attention;
  const rows: Row[] = [];
  if (redFlags.length > 0) {
    const emergency = redFlags.some(({ urgency }) => urgency === 'emergency');
    rows.push(
      ...box('flags', 'warning', emergency ? 'Needs attention now' : 'Needs attention today', [
        ...redFlags.map(({ reason, urgency }) => ({ point: `${urgencies[urgency]}: ${reason}` })),
        service === null
          ? 'The page stopped, showed the crisis lines and offered a call back.'
          : `This form came from ${service}: the patient has not been shown a crisis line.`,
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

export function incompleteRows({ incomplete }: SubmissionDocument, audience: Audience): Row[] {
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
