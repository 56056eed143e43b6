/** What a patient's text message asks for. */
export type TextAnswer = 'coming' | 'cannot_come' | 'stop' | 'start' | 'other';

const words: Readonly<Record<Exclude<TextAnswer, 'other'>, readonly string[]>> = {
  coming: ['y', 'yes', 'ok', 'confirm', 'c', '1'],
  cannot_come: ['n', 'no', 'x'],
  // A person who writes "cancel" may mean the appointment, so staff read it.
  stop: ['stop', 'stopall', 'unsubscribe', 'end', 'quit', 'optout'],
  start: ['start', 'unstop'],
};

/** Reads an answer. Capitals, spaces around it and punctuation do not matter. */
export function readAnswer(body: string): TextAnswer {
  const word = body.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const kinds = Object.keys(words) as (keyof typeof words)[];
  return kinds.find((kind) => words[kind].includes(word)) ?? 'other';
}
