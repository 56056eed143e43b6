import type { ApiProblemCode } from '../api/api-problem.ts';
import type { WithoutAnswer } from './problem-sentences.ts';

/** The sentences that are needed even when the server cannot be reached. The others are in `problem-sentences.ts`. */
export const problemsWithoutAnswer: Record<WithoutAnswer, string> = {
  network: 'We could not reach the clinic. Check your connection and try again.',
  internal_error: 'Something went wrong on our side. Try again in a moment.',
  not_bookable_online: 'This appointment cannot be booked online. Call the clinic to book it.',
};

let sentences: Partial<Record<ApiProblemCode, string>> = problemsWithoutAnswer;

/** Adds the sentences for refusals. Without them a refusal gets the general sentence. */
export function learnSentences(refusals: typeof sentences): void {
  sentences = { ...problemsWithoutAnswer, ...refusals };
}

export const tryAgain = 'Try again';

/**
 * The sentence for something that could not be loaded. A patient who has entered nothing must not read that something
 * needs another look: then the mistake is the page's.
 */
export function loadSentence(code: ApiProblemCode): string {
  return problemSentence(code === 'invalid_request' ? 'not_bookable_online' : code);
}

/** The sentence for a code. A code that only a newer server knows gets the general sentence. */
export function problemSentence(code: ApiProblemCode): string {
  return sentences[code] ?? problemsWithoutAnswer.internal_error;
}
