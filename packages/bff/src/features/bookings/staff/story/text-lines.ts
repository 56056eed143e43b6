import type { TextAbout } from '../../../messages/index.ts';
import { messageWords } from './mail-lines.ts';
import type { StoryLine } from './story-line.ts';

/** The text messages about a booking: one line for how far each has come, and one for each answer. */
export function textLines(texts: readonly TextAbout[]): StoryLine[] {
  return texts.flatMap((text) => {
    const { state, queuedAt, sentAt, finishedAt, code, kind } = text;
    const words = messageWords(kind);
    const reason = state === 'failed' && code ? `, ${reasons[code] ?? `code ${code}`}` : '';
    return [
      {
        at: finishedAt ?? sentAt ?? queuedAt,
        actor: 'system',
        action: `text.${state}`,
        detail: `${words}${reason}`,
      },
      ...text.answers.map(({ answer, at }) => ({
        ...{ at, actor: 'patient', action: 'text.answered' },
        detail: answers[answer],
      })),
    ];
  });
}

const reasons: Readonly<Record<string, string>> = {
  too_late: 'it was too late to send it',
  no_receipt: 'nothing was heard of it for a day',
};

const answers: Readonly<Record<TextAbout['answers'][number]['answer'], string>> = {
  coming: 'yes',
  cannot_come: 'no',
  stop: 'STOP, no more text messages',
  start: 'START, text messages again',
  other: 'in other words',
};
