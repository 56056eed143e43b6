import type { MailAbout } from '../../../messages/index.ts';
import type { StoryLine } from './story-line.ts';

/**
 * The emails about a booking: one line when it is written and still waits, one when the mail server of the receiver took
 * it, one when it was given up.
 */
export function mailLines(mails: readonly MailAbout[]): StoryLine[] {
  return mails.flatMap(({ kind, queuedAt, sentAt, failedAt }) => {
    const line = (at: Date, action: string): StoryLine => ({
      at,
      actor: 'system',
      action,
      detail: messageWords(kind),
    });
    return [
      ...(failedAt ? [line(failedAt, 'mail.failed')] : []),
      ...(sentAt ? [line(sentAt, 'mail.sent')] : failedAt ? [] : [line(queuedAt, 'mail.queued')]),
    ];
  });
}

/** Which message it is. The end of a kind can be an id or a count: `moved-2`, `refund-…`. */
const words: readonly (readonly [start: string, words: string])[] = [
  ['confirmation', 'confirmation'],
  ['again-', 'confirmation, once more'],
  ['payment-link', 'payment link'],
  ['video-link', 'video link'],
  ['moved-', 'new time'],
  ['not-moved-', 'the time stays'],
  ['not-confirmed', 'no appointment'],
  ['cancellation', 'cancellation'],
  ['refund-failed', 'refund not gone through'],
  ['refund-', 'refund'],
  ['after-visit', 'after the visit'],
  ['reminder', 'reminder'],
  ['asked-again-', 'the new time'],
  ['fee-', 'what cancelling costs'],
  ['cancelled-by-text', 'cancellation'],
  ['read-by-team-', 'a person will read the answer'],
  ['reception', 'copy for reception'],
];

export function messageWords(kind: string): string {
  return words.find(([start]) => kind.startsWith(start))?.[1] ?? kind.replaceAll('-', ' ');
}
